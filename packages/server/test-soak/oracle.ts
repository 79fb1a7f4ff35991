/** Judges what the replicas say by what Elasticsearch has. Every sentence in `wrong` is a lie of theirs. */
import type { Key } from "./truth.ts"

export interface Told {
  readonly component: string
  readonly backupId: string
  readonly state: string
  readonly reason: string | null
}

export interface Oracle {
  readonly wrong: ReadonlyArray<string>
  /** A create was accepted. */
  readonly accepted: (key: Key) => void
  /** A delete was answered with 204, and this is there since. */
  readonly gone: (key: Key, there: ReadonlyMap<Key, ReadonlyArray<string>>) => void
  /** A list, when it was asked for and answered, and what was there right after it. `deleted`: what somebody asked to delete before it was answered. */
  readonly listed: (
    list: ReadonlyArray<Told>,
    there: ReadonlyMap<Key, ReadonlyArray<string>>,
    deleted: ReadonlySet<Key>,
    when: { readonly asked: number; readonly answered: number }
  ) => void
  /** Nothing runs any more: everything that was accepted is there with an end, or was deleted. `before`: what was there before the list was asked for. */
  readonly ended: (
    list: ReadonlyArray<Told>,
    there: ReadonlyMap<Key, ReadonlyArray<string>>,
    deleted: ReadonlySet<Key>,
    before: ReadonlyMap<Key, ReadonlyArray<string>>
  ) => void
  readonly acceptedCount: () => number
}

const keyOf = ({ backupId, component }: Told): Key => `${component} ${backupId}`

const isWhole = (states: ReadonlyArray<string> | undefined): boolean =>
  states?.length === 6 && states.every((x) => x === "SUCCESS")

/** A replica may answer with what it read so long ago (`CAMUNDA_BACKUP_READ_MAX_AGE`, 250 ms). */
const sharedMillis = 300

export const makeOracle = (): Oracle => {
  const wrong: Array<string> = []
  const accepted = new Set<Key>()
  /** When it was first said. */
  const completed = new Map<Key, number>()
  return {
    wrong,
    accepted: (key) => void accepted.add(key),
    acceptedCount: () => accepted.size,
    gone: (key, there) => {
      completed.delete(key)
      if (there.has(key))
        wrong.push(`${key} was answered with 204 and is there: ${there.get(key)?.join(" ")}`)
    },
    listed: (list, there, deleted, { answered, asked }) => {
      for (const told of list) {
        const key = keyOf(told)
        if (deleted.has(key)) continue
        if (told.state === "COMPLETED") {
          if (!completed.has(key)) completed.set(key, answered)
          if (!isWhole(there.get(key)))
            wrong.push(`${key} is COMPLETED, and Elasticsearch has ${there.get(key)?.join(" ") ?? "nothing"}`)
        } else if (
          (completed.get(key) ?? Number.POSITIVE_INFINITY) + sharedMillis < asked &&
          !(told.reason?.startsWith("It is being deleted") ?? false)
        )
          wrong.push(`${key} was COMPLETED, and is ${told.state}: ${told.reason}`)
      }
    },
    ended: (list, there, deleted, before) => {
      const told = new Map(list.map((x) => [keyOf(x), x]))
      for (const key of accepted) {
        const state = told.get(key)?.state
        if (state === undefined && !deleted.has(key))
          wrong.push(`${key} was accepted, is not in the list, and nobody deleted it`)
        if (state === "IN_PROGRESS") wrong.push(`${key} is IN_PROGRESS, and nothing runs`)
        if (state === "COMPLETED" && !isWhole(there.get(key)))
          wrong.push(`${key} is COMPLETED in the end, and is not whole`)
      }
      for (const key of there.keys())
        if (before.has(key) && !told.has(key)) wrong.push(`${key} has snapshots, and is not in the list`)
    }
  }
}
