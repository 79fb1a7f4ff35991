/**
 * Maps a refusal of Camunda's own server to the error that it means. Its statuses say too little (Operate answers nearly everything with 400), so
 * the documented messages are read (Camunda API reference §4.2); everything else is reported in the server's own words.
 */
import { Option, Result } from "effect"
import {
  BackupExists,
  BackupNotFound,
  BackupRunning,
  RepositoryMissing,
  RepositoryNotConfigured
} from "../../domain/BackupError.ts"
import * as BackupId from "../../domain/BackupId.ts"
import type { Component } from "../../domain/Component.ts"
import { ServerRefused, type ServerUnreachable } from "../../domain/TransportError.ts"
import { parseExact } from "./parseExact.ts"
import { type Answer, unexplained } from "./request.ts"

/** The errors that Camunda's messages distinguish. */
export type CamundaError =
  | BackupNotFound
  | BackupExists
  | BackupRunning
  | RepositoryNotConfigured
  | RepositoryMissing

type Rule = readonly [
  message: RegExp,
  make: (groups: ReadonlyArray<string>, component: Component) => Option.Option<CamundaError>
]

const snapshotsOf = (text: string) =>
  text === ""
    ? []
    : text.split(", ").map((x) => {
        const slash = x.lastIndexOf("/")
        return slash < 0 ? { name: x, uuid: "" } : { name: x.slice(0, slash), uuid: x.slice(slash + 1) }
      })

const rules: ReadonlyArray<Rule> = [
  [
    /^No backup with id \[([0-9]+)\] found\./,
    ([id = ""]) => Option.map(BackupId.parse(id), (backupId) => new BackupNotFound({ backupId, ended: null }))
  ],
  [
    /^A backup with ID \[([0-9]+)\] already exists\. Found snapshots: \[([\s\S]*)\]$/,
    ([id = "", found = ""]) =>
      Option.map(
        BackupId.parse(id),
        (backupId) => new BackupExists({ backupId, snapshots: snapshotsOf(found) })
      )
  ],
  [
    /^Another backup is running at the moment$/,
    (_, component) => Option.some(new BackupRunning({ component }))
  ],
  [/^No backup repository configured\.$/, () => Option.some(new RepositoryNotConfigured())],
  [
    /^No repository with name \[(.*)\] could be found\.$/,
    ([repository = ""]) => Option.some(new RepositoryMissing({ repository }))
  ]
]

const textAt = (value: unknown, name: string): string | undefined => {
  const found: unknown =
    typeof value === "object" && value !== null
      ? Object.getOwnPropertyDescriptor(value, name)?.value
      : undefined
  return typeof found === "string" && found !== "" ? found : undefined
}

/** Camunda's bodies say `message`, Spring's `detail` and `title`, Spring Boot's `error`. */
const messageOf = (body: string): string | undefined => {
  const parsed = Result.getOrElse(parseExact(body), () => null)
  for (const name of ["message", "detail", "title", "error"]) {
    const text = textAt(parsed, name)
    if (text !== undefined) return text
  }
  return undefined
}

export const camundaRefusal = (
  component: Component,
  answer: Answer
): CamundaError | ServerRefused | ServerUnreachable => {
  const message = messageOf(answer.body)
  if (message === undefined) return unexplained(answer)
  for (const [pattern, make] of rules) {
    const match = pattern.exec(message)
    const error = match === null ? Option.none() : make(match.slice(1), component)
    if (Option.isSome(error)) return error.value
  }
  return new ServerRefused({ status: answer.status, text: message, said: null })
}
