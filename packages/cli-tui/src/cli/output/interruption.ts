import type { Invocation } from "../parse/Invocation.ts"
import type { ErrorEntry } from "./renderErrors.ts"

const waits = ({ command, wait }: Invocation): boolean => wait || command === "wait" || command === "watch"

const changes = ({ command }: Invocation): boolean =>
  command === "create" || command === "resume" || command === "cancel" || command === "delete"

/** What a signal ended, and what continues without it. */
export const interruption = (invocation: Invocation, reason: unknown): ErrorEntry => {
  const [given] = invocation.ids
  const id = given === undefined ? "latest" : String(given)
  const direct = invocation.target._tag === "Direct"
  const message = waits(invocation)
    ? direct
      ? "Stopped. Nothing continues it here; a server on the same Elasticsearch will, and so will the next command with --direct that does more than read."
      : "Stopped waiting. The backup continues."
    : changes(invocation)
      ? "Interrupted. If it was already requested, it will still be carried out."
      : "Interrupted."
  return {
    component: null,
    code: "interrupted",
    message,
    try: `camunda-backup ${direct && waits(invocation) ? "resume" : "watch"} ${id}${direct ? " --direct" : ""}`,
    see: "camunda-backup status",
    exitCode: reason === "SIGTERM" ? 143 : 130
  }
}
