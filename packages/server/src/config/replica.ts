/** What this process is called in the journal. */
import type { Variables } from "@camunda-backup/core"

const name = "CAMUNDA_BACKUP_REPLICA"

/** The environment with a name in it: the one that is set, or host and process, which no other process has at the same time. */
export const withReplica = (
  environment: Variables.Environment,
  hostname: string,
  pid: number
): Variables.Environment => {
  const set = environment[name]?.trim() ?? ""
  return { ...environment, [name]: set === "" ? `${hostname}-${pid}` : set }
}
