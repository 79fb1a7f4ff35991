/**
 * How an index says that a restore made it. Elasticsearch keeps an unknown index setting of a restore as an archived one, in the same cluster
 * state in which the index appears, so that no crash can come between the two (measured on 8.19 and 9.5).
 */

/** The name of the setting, as a restore asks for it. */
export const setting = "index.camunda_backup_restore"

/** The name under which Elasticsearch keeps it, flat. */
export const archived = `archived.${setting}`
