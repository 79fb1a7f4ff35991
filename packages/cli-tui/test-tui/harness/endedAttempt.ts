/** The record of an attempt that ended badly some time ago, as the server would have written it. */
import type { Emulator } from "@camunda-backup/testkit/emulator"
import { createHash } from "node:crypto"
import { repository } from "./world.ts"

interface EndedAttempt {
  readonly component: "operate" | "tasklist"
  readonly id: number
  readonly askedAt: number
  readonly endedAt: number
  /** The part that was not to be had. */
  readonly part: number
  readonly reason: string
}

const journal = "camunda-backup-journal"

/** Puts it into the journal, whose index the server must have made: it needs a mapping of its own. */
export const addEndedAttempt = async (emulator: Emulator, attempt: EndedAttempt): Promise<void> => {
  const { askedAt, component, endedAt, id, part, reason } = attempt
  const snapshot = (n: number): string => `camunda_${component}_${id}_8.7.2_part_${n}_of_6`
  const how = { _tag: "RetryBudgetSpent", snapshot: snapshot(part), reason, budgetMillis: 600_000 }
  const content = {
    repository,
    component,
    backupId: String(id),
    attempts: [
      {
        id: createHash("md5").update(`${component} ${id}`).digest("hex"),
        repository,
        askedAt,
        askedBy: "10.0.3.17 nightly-backup",
        term: 1,
        version: "8.7.2",
        indexPrefix: component,
        parts: [1, 2, 3, 4, 5, 6].map((n) => ({
          part: n,
          count: 6,
          expression: [`${component}-*`],
          indices: [],
          dated: false
        })),
        inNoPart: [],
        transitions: [
          { at: endedAt, by: "camunda-backup-0", event: { _tag: "Ended", how, unsettled: false } }
        ]
      }
    ],
    deletion: null,
    deletedAt: null
  }
  const document = { kind: "entry", repository, component, backup_id: String(id), notable: true, content }
  const answer = await fetch(
    `${emulator.url}/${journal}/_doc/entry:${component}:${id}:${repository}?refresh=true`,
    { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(document) }
  )
  if (!answer.ok) throw new Error(`the attempt was refused: ${await answer.text()}`)
}
