/**
 * Variables that nobody reads: a misspelt one is as if it were not set, and what it was to change keeps its default without a word. Only names that
 * begin like ours are looked at; what Kubernetes sets for a Service whose name begins so is not meant for us.
 */
import { didYouMean } from "../domain/nearest.ts"
import { type Environment, isServiceLink } from "./Variables.ts"

const prefix = "CAMUNDA_BACKUP_"

const elasticsearch = [
  "URL",
  "USERNAME",
  "PASSWORD",
  "APIKEY",
  "CA",
  "CA_FILE",
  "CLIENT_CERTIFICATE",
  "CLIENT_KEY",
  "VERIFY_HOSTNAME"
]

/** Every variable that some program of the project reads. A test compares it with their sources and docs/configuration.md. */
export const knownVariables: ReadonlyArray<string> = [
  ...elasticsearch.map((x) => `ELASTICSEARCH_${x}`),
  "REPOSITORY",
  "CAMUNDA_VERSION",
  "OPERATE_INDEXPREFIX",
  "TASKLIST_INDEXPREFIX",
  "COMPONENT",
  "COMPONENTS",
  "PORT",
  "HOST",
  "SERVER",
  "REQUEST_TIMEOUT",
  "PART_TIMEOUT",
  "MASTER_TIMEOUT",
  "KEEP_ALIVE_TIMEOUT",
  "COMPLETION_TIMEOUT",
  "DRAIN_TIME",
  "RETRY_BUDGET",
  "PART_ATTEMPTS",
  "INDICES_IN_NO_PART",
  "STALL_AFTER",
  "LEASE_TTL",
  "RESUME_WITHIN",
  "READ_MAX_AGE",
  "VERIFIED_WITHIN",
  "WATCH_WRITES",
  "SCHEDULE",
  "DRILL_SCHEDULE",
  "SCHEDULE_WITHIN",
  "SCHEDULE_JITTER",
  "SCHEDULE_COMPONENTS",
  "TIMEZONE",
  ...["LAST", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", "WITHIN", "NOT_GOOD"].map(
    (x) => `RETENTION_KEEP_${x}`
  ),
  "RETENTION_MIN_GOOD",
  "RETENTION_BY",
  "RETENTION_FOREIGN",
  "JOURNAL_INDEX",
  "REPLICA",
  "AUTH",
  "ACCESS_FILE",
  "LOG_LEVEL",
  "LOG_FORMAT",
  "OTLP_ENDPOINT",
  "MANAGEMENT_PORT",
  "REQUESTS_PER_MINUTE",
  "ALLOWED_HOSTS",
  "MAX_CONNECTIONS",
  ...["CERTIFICATE_PATH", "KEY_PATH", "CLIENT_CA_PATH", "MIN_VERSION"].map((x) => `TLS_${x}`),
  "TOKEN",
  "TOKEN_COMMAND",
  "CA",
  "CLIENT_CERTIFICATE",
  "CLIENT_KEY",
  "READ_ONLY",
  "AS",
  "CONTEXT",
  "CONFIG",
  "THEME",
  "OBJECTIVE"
].map((x) => prefix + x)

const serviceLink = /_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)$|_PORT_[0-9]+_(TCP|UDP|SCTP)(_[A-Z]+)?$/

const known = new Set(knownVariables)

/** Whether Kubernetes set it for a Service whose name begins with `camunda-backup`. One that is also a setting, such as `CAMUNDA_BACKUP_PORT`, is not hidden. */
export const isServiceVariable = (name: string, value: string): boolean =>
  serviceLink.test(name) || (!known.has(name) && isServiceLink(name, value))

/** A sentence for each that is set and not known. Values are not repeated. */
export const unknownVariables = (environment: Environment): ReadonlyArray<string> =>
  Object.entries(environment).flatMap(([name, value]) => {
    const isOurs = name.startsWith(prefix) && (value?.trim() ?? "") !== ""
    const isKnown = known.has(name) || known.has(name.replace(/_FILE$/, ""))
    if (!isOurs || isKnown || isServiceVariable(name, value ?? "")) return []
    return [`${name} is not a setting, so it changes nothing${didYouMean(name, knownVariables)}`]
  })
