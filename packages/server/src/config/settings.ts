/**
 * Every setting of the server, in one table: its variable, its key in a configuration file, what a value looks like, and what is said of it. The table of
 * docs/configuration.md, the JSON Schema of the file, and `camunda-backup-server config` come from it.
 */

/** What a value looks like in a file; a list of words: one of them. `file`: the path of a file with the value, which is secret or long. */
export type Kind = "text" | "number" | "boolean" | "list" | "places" | "file" | ReadonlyArray<string>

export interface Setting {
  /** `CAMUNDA_BACKUP_…` */
  readonly variable: string
  /** In a file, with a dot for each level: `schedule.backup`. */
  readonly key: string
  readonly kind: Kind
  /** For the docs: the default, and what it does. */
  readonly about: string
  /** For the docs: names of Camunda or Spring that mean the same. */
  readonly aliases: string
}

const setting = (name: string, key: string, kind: Kind, about: string, aliases = ""): Setting => ({
  variable: `CAMUNDA_BACKUP_${name}`,
  key,
  kind,
  about,
  aliases
})

export const settings: ReadonlyArray<Setting> = [
  setting(
    "ELASTICSEARCH_URL",
    "elasticsearch.url",
    "list",
    "none: `npm start` runs embedded, the installed server needs `--embedded`",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_URL`, `CAMUNDA_TASKLIST_ELASTICSEARCH_URL`"
  ),
  setting(
    "ELASTICSEARCH_USERNAME",
    "elasticsearch.username",
    "text",
    "none",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_USERNAME` …"
  ),
  setting(
    "ELASTICSEARCH_PASSWORD",
    "elasticsearch.passwordFile",
    "file",
    "none",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_PASSWORD` …"
  ),
  setting("ELASTICSEARCH_APIKEY", "elasticsearch.apiKeyFile", "file", "none"),
  setting(
    "ELASTICSEARCH_CA",
    "elasticsearch.caFile",
    "file",
    "the system's certificate authorities",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_SSL_CERTIFICATEPATH`, `CAMUNDA_TASKLIST_…` (a file; server only)"
  ),
  setting(
    "ELASTICSEARCH_VERIFY_HOSTNAME",
    "elasticsearch.verifyHostname",
    "boolean",
    "`true`",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_SSL_VERIFYHOSTNAME`, `CAMUNDA_TASKLIST_…`"
  ),
  setting("ELASTICSEARCH_CLIENT_CERTIFICATE", "elasticsearch.clientCertificateFile", "file", "none"),
  setting("ELASTICSEARCH_CLIENT_KEY", "elasticsearch.clientKeyFile", "file", "none"),
  setting(
    "REPOSITORY",
    "repository",
    "text",
    "none: every request is answered with 404 `No backup repository configured.`",
    "`CAMUNDA_OPERATE_BACKUP_REPOSITORYNAME`, `CAMUNDA_TASKLIST_BACKUP_REPOSITORYNAME`"
  ),
  setting(
    "CAMUNDA_VERSION",
    "camunda.version",
    "text",
    "required with a real Elasticsearch: the exact version, e.g. `8.7.2`. 8.5, 8.6 and 8.7 are known"
  ),
  setting(
    "OPERATE_INDEXPREFIX",
    "camunda.operateIndexPrefix",
    "text",
    "`operate`",
    "`CAMUNDA_OPERATE_ELASTICSEARCH_INDEXPREFIX`"
  ),
  setting(
    "TASKLIST_INDEXPREFIX",
    "camunda.tasklistIndexPrefix",
    "text",
    "`tasklist`",
    "`CAMUNDA_TASKLIST_ELASTICSEARCH_INDEXPREFIX`"
  ),
  setting(
    "COMPONENT",
    "server.component",
    ["operate", "tasklist"],
    "`operate`: served at `/actuator/backups`"
  ),
  setting("PORT", "server.port", "number", "`9600`", "`MANAGEMENT_SERVER_PORT`"),
  setting("HOST", "server.host", "text", "`127.0.0.1`: a name or an address; IPv6 with or without brackets"),
  setting(
    "KEEP_ALIVE_TIMEOUT",
    "server.keepAliveTimeout",
    "text",
    "`125s`: how long a connection from a client may be idle, see below"
  ),
  setting(
    "DRAIN_TIME",
    "server.drainTime",
    "text",
    "`5s`: how long requests are still served after SIGTERM while readiness is DOWN, see below"
  ),
  setting(
    "MANAGEMENT_PORT",
    "server.managementPort",
    "number",
    "none: a second port with `/actuator/health` and `/metrics` alone, for whoever reaches it ([security.md](security.md))"
  ),
  setting(
    "REQUESTS_PER_MINUTE",
    "server.requestsPerMinute",
    "number",
    "`6000`: how often one address may ask, probes and `/metrics` aside; `0` is any number"
  ),
  setting(
    "ALLOWED_HOSTS",
    "server.allowedHosts",
    "text",
    "names, with commas between them, by which the server is known beside `localhost` and addresses, see [security.md](security.md). Not set: on the loopback address without an access file none, otherwise any"
  ),
  setting(
    "MAX_CONNECTIONS",
    "server.maxConnections",
    "number",
    "`1000`: open at a time; a further one is closed at once, and said in the log"
  ),
  setting(
    "REQUEST_TIMEOUT",
    "elasticsearch.requestTimeout",
    "text",
    "`30s`: one request to Elasticsearch; a part that takes longer is polled"
  ),
  setting(
    "MASTER_TIMEOUT",
    "elasticsearch.masterTimeout",
    "text",
    "`5s`: how long Elasticsearch may keep a create or a delete waiting; one that got no answer is not carried out later"
  ),
  setting(
    "PART_TIMEOUT",
    "backup.partTimeout",
    "text",
    "`2h`: one part",
    "`CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT`, `CAMUNDA_TASKLIST_BACKUP_SNAPSHOTTIMEOUT` (seconds; 0 leaves the default)"
  ),
  setting(
    "RETRY_BUDGET",
    "backup.retryBudget",
    "text",
    "`10m`: how long failures that may pass are retried, and how long to wait for a delete"
  ),
  setting(
    "PART_ATTEMPTS",
    "backup.partAttempts",
    "number",
    "`2`: how often a part that ends PARTIAL or FAILED is taken before the backup is FAILED. 1 to 10"
  ),
  setting(
    "INDICES_IN_NO_PART",
    "backup.indicesInNoPart",
    ["report", "refuse"],
    "`report`: what becomes of a create while indices under the prefix come into no part of it. `report` takes the backup and names them in the log, the plan, the check and the details; `refuse` takes none"
  ),
  setting(
    "STALL_AFTER",
    "backup.stallAfter",
    "text",
    "`10m`: a running part that makes no progress for this long is reported as stalled: in its progress, and once in the log"
  ),
  setting(
    "LEASE_TTL",
    "journal.leaseTtl",
    "text",
    "`30s`: a process that shows no sign of life for this long is considered dead, and another takes over"
  ),
  setting(
    "RESUME_WITHIN",
    "backup.resumeWithin",
    "text",
    "`1h`: a backup whose process died is resumed automatically within this time; later somebody has to resume it"
  ),
  setting(
    "READ_MAX_AGE",
    "server.readMaxAge",
    "text",
    "`250ms`: identical reads within this time share one request to Elasticsearch. What this process wrote is visible at once"
  ),
  setting(
    "VERIFIED_WITHIN",
    "restore.verifiedWithin",
    "text",
    "`24h`: how old a drill may be that proves a backup before a restore in place deletes anything; older ones make the restore begin with a drill ([restore](restore.md))"
  ),
  setting(
    "WATCH_WRITES",
    "restore.watchWrites",
    "text",
    "`5s`: for how long the plan of a restore in place watches whether somebody writes to the indices"
  ),
  setting(
    "ACCESS_FILE",
    "access.file",
    "text",
    "none: the file that says who may do what ([security.md](security.md)); needed when the port is open to other machines"
  ),
  setting(
    "AUTH",
    "access.auth",
    ["none"],
    "none: `none` says that a port that is open to other machines asks nobody who they are"
  ),
  setting(
    "TLS_CERTIFICATE_PATH",
    "tls.certificatePath",
    "text",
    "none: the file with the certificate of the port, PEM; with it the port speaks TLS"
  ),
  setting("TLS_KEY_PATH", "tls.keyPath", "text", "none: the file with its private key, PEM"),
  setting(
    "TLS_CLIENT_CA_PATH",
    "tls.clientCaPath",
    "text",
    "none: the file with authorities whose certificates clients may prove themselves with"
  ),
  setting("TLS_MIN_VERSION", "tls.minVersion", ["TLSv1.2", "TLSv1.3"], "`TLSv1.2`, or `TLSv1.3`"),
  setting(
    "SCHEDULE",
    "schedule.backup",
    "text",
    "none: when backups are taken by the server itself, a cron expression such as `0 2 * * *`; [schedule.md](schedule.md) has all of it"
  ),
  setting("DRILL_SCHEDULE", "schedule.drill", "text", "none: when the newest good backup is drilled"),
  setting(
    "TIMEZONE",
    "timezone",
    "text",
    "`UTC`: of the schedules, and of the days and weeks of retention, such as `Europe/Berlin`"
  ),
  setting(
    "SCHEDULE_WITHIN",
    "schedule.within",
    "text",
    "`2h`: for how long after its time what is scheduled is made up for when it was missed or could not begin"
  ),
  setting(
    "SCHEDULE_JITTER",
    "schedule.jitter",
    "text",
    "`0s`: what is scheduled begins up to so long after its time, the same on every replica"
  ),
  setting(
    "SCHEDULE_COMPONENTS",
    "schedule.components",
    "list",
    "`operate,tasklist`: what is scheduled for which components"
  ),
  setting(
    "RETENTION_KEEP_LAST",
    "retention.keep.last",
    "places",
    "none: how many good backups are kept, a number or `unlimited`; applied after each scheduled backup that completed"
  ),
  setting(
    "RETENTION_KEEP_HOURLY",
    "retention.keep.hourly",
    "places",
    "none: of how many hours with a good backup the newest is kept"
  ),
  setting(
    "RETENTION_KEEP_DAILY",
    "retention.keep.daily",
    "places",
    "none: of how many days with a good backup the newest is kept"
  ),
  setting(
    "RETENTION_KEEP_WEEKLY",
    "retention.keep.weekly",
    "places",
    "none: of how many weeks with a good backup the newest is kept"
  ),
  setting(
    "RETENTION_KEEP_MONTHLY",
    "retention.keep.monthly",
    "places",
    "none: of how many months with a good backup the newest is kept"
  ),
  setting(
    "RETENTION_KEEP_YEARLY",
    "retention.keep.yearly",
    "places",
    "none: of how many years with a good backup the newest is kept"
  ),
  setting(
    "RETENTION_KEEP_WITHIN",
    "retention.keep.within",
    "text",
    "none: what began at most so long before the newest good backup is kept, such as `30d` or `8w`"
  ),
  setting(
    "RETENTION_KEEP_NOT_GOOD",
    "retention.keep.notGood",
    "text",
    "`7d`: how long a backup that is not good is kept"
  ),
  setting(
    "RETENTION_MIN_GOOD",
    "retention.minGood",
    "number",
    "`1`: how many good backups stay, whatever the rules say"
  ),
  setting(
    "RETENTION_BY",
    "retention.by",
    ["id", "component"],
    "`id`: all backups of an id are judged as one; `component`: those of each component by themselves"
  ),
  setting(
    "RETENTION_FOREIGN",
    "retention.foreign",
    "boolean",
    "`false`: backups that Camunda itself made stay; `true`: they are judged as well"
  ),
  setting(
    "JOURNAL_INDEX",
    "journal.index",
    "text",
    "`camunda-backup-journal`: the index of journal and leases; all replicas need the same"
  ),
  setting(
    "REPLICA",
    "journal.replica",
    "text",
    "host name and process id: the name of this process in the journal, for people"
  ),
  setting(
    "LOG_LEVEL",
    "log.level",
    ["debug", "info", "warn", "error"],
    "`info`: the least that is logged: `debug`, `info`, `warn` or `error`"
  ),
  setting(
    "LOG_FORMAT",
    "log.format",
    ["json", "ecs", "pretty"],
    "`json`: one object a line; `ecs`: in the names of the Elastic Common Schema; `pretty`: for people"
  ),
  setting(
    "OTLP_ENDPOINT",
    "traces.otlpEndpoint",
    "text",
    "none: the OpenTelemetry collector that gets traces (OTLP over HTTP), such as `http://127.0.0.1:4318`"
  )
]
