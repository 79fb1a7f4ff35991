/** Which settings of an index a restore brings back, and which it does not. */
import * as Mark from "./Mark.ts"

/**
 * Settings that say nothing of what was backed up. `*` at the end stands for whatever follows.
 *
 * Of the very index, made anew or changed by Elasticsearch itself: uuid, dates, versions, history, where it was copied or shrunk from, that it
 * was closed in order, that a disk was full. What a restore of ours sets: write block, mark, replicas, check on start.
 */
const ofTheIndexItself: ReadonlyArray<string> = [
  "index.uuid",
  "index.creation_date",
  "index.creation_date_string",
  "index.provided_name",
  "index.version.*",
  "index.history.uuid",
  "index.history_uuid",
  "index.resize.*",
  "index.shrink.*",
  "index.routing.allocation.initial_recovery.*",
  "index.verified_before_close",
  "index.blocks.read_only_allow_delete",
  "index.blocks.write",
  "index.number_of_replicas",
  "index.auto_expand_replicas",
  "index.shard.check_on_startup",
  "archived.*",
  Mark.setting
]

/**
 * Settings that an index under another name does not get: no lifecycle policy may delete or roll over a copy, and no block of the original keep
 * us from reading or dropping it. As Elasticsearch's patterns.
 */
export const leftOutOfCopies: ReadonlyArray<string> = ["index.lifecycle.*", "index.blocks.*"]

/** Blocks under which an index cannot be compared, closed, released or deleted: in place they are put on again at the end. */
export const putOnAtTheEnd = ["read_only", "metadata"] as const

/** True for a setting that a restored index gets at the end, in place. */
export const comesAtTheEnd = (name: string): boolean =>
  putOnAtTheEnd.some((block) => name === `index.blocks.${block}`)

const matches = (patterns: ReadonlyArray<string>, name: string): boolean =>
  patterns.some((x) => (x.endsWith("*") ? name.startsWith(x.slice(0, -1)) : name === x))

/** True for a setting that two indices of the same backup need not agree on. */
export const isOfTheIndexItself = (name: string): boolean => matches(ofTheIndexItself, name)

/** True for a setting that comes back only under the index's own name. */
export const isLeftOutOfCopy = (name: string): boolean => matches(leftOutOfCopies, name)
