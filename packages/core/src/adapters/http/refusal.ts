/**
 * From a refusing answer back to the error it was made of: by its message, because the status alone says too little (and Operate's own code
 * answers 400 to nearly everything).
 *
 * Only errors that a program would tell apart are read back. All others are `ServerRefused` with the server's own words, so nothing is lost.
 */
import { Option, Result } from "effect"
import {
  BackupBeingDeleted,
  BackupExists,
  type BackupError,
  BackupNotFound,
  BackupRunning,
  CamundaVersionUnknown,
  DeleteUnfinished,
  IndexInSeveralParts,
  IndicesInNoPart,
  InvalidBackupId,
  InvalidPattern,
  RepositoryMissing,
  RepositoryNotConfigured,
  RepositoryReadOnly,
  RequiredIndexMissing,
  ServerRefused,
  ServerUnreachable,
  StoreRejected,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { parseExact } from "./parseExact.ts"

export interface Refusal {
  readonly component: Component
  readonly url: string
  readonly status: number
  readonly body: string
  /** The request changes something. */
  readonly mutating: boolean
}

type Rule = readonly [
  pattern: RegExp,
  make: (groups: ReadonlyArray<string>, refusal: Refusal) => BackupError | undefined
]

const id = (text: string): BackupId.BackupId | undefined => Option.getOrUndefined(BackupId.parse(text))

const snapshotsOf = (text: string) =>
  text === ""
    ? []
    : text.split(", ").map((x) => {
        const slash = x.lastIndexOf("/")
        return slash < 0 ? { name: x, uuid: "" } : { name: x.slice(0, slash), uuid: x.slice(slash + 1) }
      })

const leftOutOf = (text: string) =>
  namesOf(text).map((x) => {
    const [, index = x, documents] = /^(\S+) \(([0-9]+) documents?\)$/.exec(x) ?? []
    return { index, documents: documents === undefined ? null : Number(documents) }
  })

const namesOf = (text: string): ReadonlyArray<string> => (text === "" ? [] : text.split(", "))

const rules: ReadonlyArray<Rule> = [
  [
    /^No backup with id \[([0-9]+)\] found\.(?: It was asked for at (\S+) and left no snapshot; the attempt ended at (\S+): ([\s\S]*))?$/,
    ([text = "", askedAt = "", at = "", reason = ""]) => {
      const backupId = id(text)
      const ended = askedAt === "" ? null : { askedAt, at, reason }
      return backupId === undefined ? undefined : new BackupNotFound({ backupId, ended })
    }
  ],
  [
    /^A backup with ID \[([0-9]+)\] already exists\. Found snapshots: \[([\s\S]*)\]$/,
    ([text = "", found = ""]) => {
      const backupId = id(text)
      return backupId === undefined
        ? undefined
        : new BackupExists({ backupId, snapshots: snapshotsOf(found) })
    }
  ],
  [/^Another backup is running at the moment$/, (_, { component }) => new BackupRunning({ component })],
  [/^No backup repository configured\.$/, () => new RepositoryNotConfigured()],
  [
    /^No repository with name \[(.*)\] could be found\.$/,
    ([repository = ""]) => new RepositoryMissing({ repository })
  ],
  [/^Invalid pattern: (.*)$/, ([pattern = ""]) => new InvalidPattern({ pattern })],
  [
    /^BackupId must be (a non-negative|an integer) [\s\S]*Received value: (.*)$/,
    ([kind, received = ""]) => new InvalidBackupId({ received, negative: kind === "a non-negative" })
  ],
  [
    /^Backup \[([0-9]+)\] is being deleted at the moment\./,
    ([text = ""]) => {
      const backupId = id(text)
      return backupId === undefined ? undefined : new BackupBeingDeleted({ backupId })
    }
  ],
  [
    /^Backup \[([0-9]+)\] is not deleted yet after ([0-9]+) s \([^)]+\)\. Still there: \[(.*?)\]\. /,
    ([text = "", seconds = "", remaining = ""]) => {
      const backupId = id(text)
      return backupId === undefined
        ? undefined
        : new DeleteUnfinished({
            backupId,
            remaining: namesOf(remaining),
            waitedMillis: Number(seconds) * 1000
          })
    }
  ],
  [
    /^No backup was taken: indices that a backup of (\S+) (\S+) must hold are missing: \[(.*?)\]\. /,
    ([component = "", version = "", indices = ""]) =>
      new RequiredIndexMissing({ component, version, indices: namesOf(indices) })
  ],
  [
    /^No backup was taken: which indices belong to (\S+) (\S+) is not known\. Known: ([^ ]+(?:, [^ ]+)*)\. /,
    ([component = "", version = "", known = ""]) =>
      new CamundaVersionUnknown({ component, version, known: known.split(", ") })
  ],
  [
    /^No backup was taken: index \[(.*?)\] would come into parts ([0-9]+(?: and [0-9]+)*), /,
    ([index = "", parts = ""]) => new IndexInSeveralParts({ index, parts: parts.split(" and ").map(Number) })
  ],
  [
    /^No backup was taken: no part of a backup of (\S+) would hold \[(.*?)\]\. /,
    ([component = "", indices = ""]) => new IndicesInNoPart({ component, indices: leftOutOf(indices) })
  ],
  [/^Repository \[(.*?)\] is read-only: /, ([repository = ""]) => new RepositoryReadOnly({ repository })],
  [
    /^Elasticsearch refused while ([\s\S]+?)\. (\S+) \(([0-9]{3})\): ([\s\S]*?)(?: An index is blocked: look [\s\S]*| Check the credentials and privileges [\s\S]*)?$/,
    ([operation = "", type = "", status = "", reason = ""]) =>
      new StoreRejected({ operation, type, status: Number(status), reason })
  ],
  [
    /^Encountered an error connecting to Elasticsearch while ([\s\S]+?)\.(?: ([\s\S]*))?$/,
    ([operation = "", reason = ""], { mutating }) =>
      new StoreUnavailable({
        operation,
        reason: reason === "" ? "The server gave no reason." : reason,
        ambiguous: mutating
      })
  ]
]

const textAt = (value: unknown, name: string): string | undefined => {
  const found: unknown =
    typeof value === "object" && value !== null
      ? Object.getOwnPropertyDescriptor(value, name)?.value
      : undefined
  return typeof found === "string" && found !== "" ? found : undefined
}

/** Our and Camunda's problem bodies say `message`, Spring's `detail` and `title`, Spring Boot's `error`. */
const messageOf = (body: string): string | undefined => {
  const parsed = Result.getOrElse(parseExact(body), () => null)
  for (const name of ["message", "detail", "title", "error"]) {
    const text = textAt(parsed, name)
    if (text !== undefined) return text
  }
  return undefined
}

/** What a proxy answers for a server that is away. */
const isGateway = (status: number): boolean => status === 502 || status === 503 || status === 504

export const refusal = (answer: Refusal): BackupError => {
  const { body, status, url } = answer
  const message = messageOf(body)
  if (message === undefined) {
    const shown = body.trim() === "" ? "" : ` and said: ${body.trim().slice(0, 200)}`
    return isGateway(status)
      ? new ServerUnreachable({ url, reason: `a proxy answered ${status}${shown}.` })
      : new ServerRefused({
          status,
          text: `${url} answered ${status}${shown}. Is it the address of camunda-backup-server or of Camunda's actuator?`
        })
  }
  for (const [pattern, make] of rules) {
    const match = pattern.exec(message)
    const error = match === null ? undefined : make(match.slice(1), answer)
    if (error !== undefined) return error
  }
  return new ServerRefused({ status, text: message })
}
