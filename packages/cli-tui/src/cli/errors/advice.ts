/** What to try, and where to look, for every error, in one table. A new error does not compile until it is here. */
import type { TransportError } from "@camunda-backup/core"
import type { AnyError } from "./exitCode.ts"

type Proxy = NonNullable<TransportError.ServerUnreachable["proxy"]>

export interface Advice {
  readonly try: string
  readonly see: string
}

const list = "camunda-backup list"
const check = "camunda-backup check"
const configuration = "docs/configuration.md"

const table = {
  UsageError: { try: "camunda-backup --help", see: "docs/cli.md" },
  InvalidBackupId: {
    try: "an id of digits, such as the Unix time: camunda-backup create",
    see: "docs/cli.md"
  },
  InvalidPattern: {
    try: "digits with a * at the end: camunda-backup list --pattern '17*'",
    see: "docs/cli.md"
  },
  BackupNotFound: { try: list, see: "camunda-backup attempts ID" },
  NothingSelected: { try: list, see: "camunda-backup create" },
  BackupExists: {
    try: "camunda-backup create without an id, which picks a new one",
    see: "camunda-backup get ID"
  },
  BackupRunning: {
    try: "camunda-backup watch latest, then the same command again",
    see: "camunda-backup status"
  },
  BackupBeingDeleted: { try: "camunda-backup wait ID --for deleted, then the same command again", see: list },
  BackupWithheld: { try: "--partial, to back it up alone all the same", see: check },
  BackupNotRunning: { try: list, see: "camunda-backup attempts ID" },
  ResumeRefused: {
    try: "camunda-backup create",
    see: "camunda-backup attempts ID"
  },
  RestoreRunning: {
    try: "camunda-backup restore status, then the same command again",
    see: "camunda-backup restore list"
  },
  RestoreNotRunning: { try: "camunda-backup restore list", see: "docs/restore.md" },
  RestoreNotFound: { try: "camunda-backup restore list", see: "docs/restore.md" },
  RestoreRefused: { try: "camunda-backup restore plan ID", see: "docs/restore.md" },
  RestorePlanChanged: { try: "camunda-backup restore plan ID", see: "docs/restore.md" },
  ScheduleNotSet: { try: "set the schedule at the server", see: configuration },
  RequiredIndexMissing: { try: check, see: configuration },
  CamundaVersionUnknown: { try: check, see: configuration },
  IndexInSeveralParts: { try: "remove the alias that leads into another part", see: check },
  AnnotationTooLarge: {
    try: "a shorter --description, or fewer labels",
    see: "camunda-backup create --help"
  },
  IndicesInNoPart: {
    try: "delete or rename these indices, or CAMUNDA_BACKUP_INDICES_IN_NO_PART=report",
    see: check
  },
  RepositoryNotConfigured: { try: "set CAMUNDA_BACKUP_REPOSITORY at the server", see: configuration },
  RepositoryMissing: { try: "register the repository in Elasticsearch", see: check },
  RepositoryReadOnly: { try: "register the repository without readonly", see: check },
  StoreUnavailable: { try: "again when Elasticsearch answers", see: check },
  StoreAnswerInvalid: {
    try: "find out what sits between camunda-backup and Elasticsearch, such as a proxy",
    see: check
  },
  StoreTlsFailed: { try: "change the certificate or the setting that the message names", see: configuration },
  StoreRejected: { try: "fix what Elasticsearch reports", see: check },
  DeleteUnfinished: { try: "camunda-backup wait ID --for deleted: it continues by itself", see: list },
  ServerRefused: { try: "look at the log of the server", see: check },
  ServerUnreachable: { try: "start camunda-backup-server, or --server URL, or --direct", see: configuration },
  NotOffered: { try: "--server with the address of camunda-backup-server, or --direct", see: configuration },
  WrongServer: { try: "--server with the address of camunda-backup-server", see: "docs/cli.md" },
  DeleteNotProved: {
    try: "the same command with --server of camunda-backup-server, or with --direct",
    see: list
  },
  SessionReadOnly: { try: "the same command with --dry-run", see: "docs/cli.md" },
  NotConfirmed: { try: "the same command with --dry-run, then with --yes", see: "docs/cli.md" },
  RestoreWaitTimedOut: {
    try: "camunda-backup restore status RESTORE --wait: it continues",
    see: "camunda-backup restore list"
  },
  WaitTimedOut: { try: "camunda-backup watch ID: it continues", see: "camunda-backup status" }
} as const satisfies Record<AnyError["_tag"], Advice>

/** Who does not need the proxy goes without it; who needs it has to look at what the variable says. */
const aboutProxy = ({ status, url, variable }: Proxy, server: string): string => {
  const without = `NO_PROXY=${URL.parse(server)?.hostname ?? "HOST"} to ask the server without the proxy`
  if (status === 407)
    return `user name and password of the proxy in ${variable}, as ${url.replace("//", "//USER:PASSWORD@")}; or ${without}`
  if (status === 403) return `whoever runs the proxy has to allow the address; or ${without}`
  return status === null
    ? `the address of the proxy in ${variable}; or ${without}`
    : `find out whether the server is running, and whether the proxy can reach it; or ${without}`
}

const waitLonger = "a longer --timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT); is the server at work?"

/** What to type instead, by what answers at the address. */
const elsewhere = ({ instead, kind }: TransportError.WrongServer): string => {
  if (kind === "camunda" && instead !== null) return `--server ${instead} --component operate (or tasklist)`
  if (instead !== null) return `--server ${instead}`
  return kind === "elasticsearch"
    ? "--direct with CAMUNDA_BACKUP_ELASTICSEARCH_URL, or --server with the address of camunda-backup-server"
    : table.WrongServer.try
}

/** What the table says, or more where the facts of the error do. */
const adviceOf = (error: AnyError): Advice => {
  const advice: Advice = table[error._tag]
  if (error._tag === "UsageError" && error.of !== undefined && error.of !== "all")
    return { ...advice, try: `camunda-backup ${error.of} --help` }
  if (error._tag === "ServerUnreachable" && error.boundMillis !== null) return { ...advice, try: waitLonger }
  if (error._tag === "ServerUnreachable" && error.proxy !== undefined)
    return { try: aboutProxy(error.proxy, error.url), see: "docs/cli.md" }
  if (error._tag === "WrongServer") return { ...advice, try: elsewhere(error) }
  return error._tag === "ServerRefused" && error.said !== null ? { ...advice, try: error.said.hint } : advice
}

/** With the id of the error where it has one, so that a line can be copied. */
export const adviceFor = (error: AnyError): Advice => {
  const advice = adviceOf(error)
  if (!("backupId" in error)) return advice
  const named = (text: string): string => text.replaceAll(/\bID\b/g, String(error.backupId))
  return { try: named(advice.try), see: named(advice.see) }
}
