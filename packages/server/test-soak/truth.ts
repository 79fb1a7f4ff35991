/** What Elasticsearch itself has, past all faults, and what was ever deleted. */
import type { EmulatorBackend } from "../test/harness/emulatorBackend.ts"
import { send } from "../test/harness/http.ts"
import { repository } from "./World.ts"

/** Faults leave this path alone; the server never asks for it. */
export const truthPath = `/_snapshot/${repository}/*`

/** `operate 7`. */
export type Key = string

const keyOf = (name: string): Key => {
  const [, component, id] = name.split("_")
  return `${component} ${id}`
}

/** The states of the snapshots of each backup. */
export const truth = async ({ url }: EmulatorBackend): Promise<ReadonlyMap<Key, ReadonlyArray<string>>> => {
  const { json } = await send(url, "GET", truthPath)
  const { snapshots } = json as {
    readonly snapshots: ReadonlyArray<{ readonly snapshot: string; readonly state: string }>
  }
  const found = new Map<Key, Array<string>>()
  for (const { snapshot, state } of snapshots)
    found.set(keyOf(snapshot), [...(found.get(keyOf(snapshot)) ?? []), state])
  return found
}

/** Adds the backups that somebody asked Elasticsearch to delete a snapshot of, and forgets the requests. */
export const noteDeletes = ({ emulator }: EmulatorBackend, deleted: Set<Key>): void => {
  for (const { path } of emulator.requests.matching(
    (x) => x.method === "DELETE" && x.path.startsWith(`/_snapshot/${repository}/`)
  ))
    for (const name of path.slice(`/_snapshot/${repository}/`.length).split(",")) deleted.add(keyOf(name))
  emulator.requests.clear()
}
