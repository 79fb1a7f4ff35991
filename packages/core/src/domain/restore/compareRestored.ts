/** Compares what was restored with what was backed up. Pure; a difference names the index, and what was expected and found. */
import type { IndexCount, IndexShape, ShapedAlias } from "./IndexShape.ts"
import { utc } from "../Quantities.ts"
import type { MadeByDrill, Manifest, ManifestIndex } from "./Manifest.ts"
import type { PlannedIndex } from "./RestorePlan.ts"
import { comesAtTheEnd, isLeftOutOfCopy } from "./settingKinds.ts"
import type { ShardRecovery } from "./ShardRecovery.ts"
import * as Quantities from "../Quantities.ts"

/** Something that is not as it was backed up. */
export interface Difference {
  /** As in the backup. */
  readonly index: string
  readonly what: "shards" | "bytes" | "documents" | "mapping" | "settings" | "aliases"
  readonly expected: string
  readonly found: string
}

/** What a comparison found. */
export interface Comparison {
  readonly indices: number
  readonly bytes: number
  readonly documents: number
  readonly differences: ReadonlyArray<Difference>
  /** What could not be compared, and why; for people. */
  readonly notCompared: ReadonlyArray<string>
}

/** What is there now, by the names of the backup. */
export interface Restored {
  readonly shapes: ReadonlyMap<string, IndexShape>
  readonly counts: ReadonlyMap<string, IndexCount>
  readonly shards: ReadonlyMap<string, ReadonlyArray<ShardRecovery>>
}

/** `ownNames`: indices under other names come without aliases, lifecycle policy and blocks. */
export const compareRestored = (
  planned: ReadonlyArray<PlannedIndex>,
  restored: Restored,
  manifest: Manifest | null,
  ownNames: boolean
): Comparison => {
  const kept = new Map((manifest?.indices ?? []).map((x) => [x.name, x]))
  const unkept = planned.filter((x) => !kept.has(x.name))
  const hidden = manifest?.drilled == null ? planned.filter((x) => kept.get(x.name)?.aliases === null) : []
  const unproved = planned.filter((x) => !isProved(restored.shards.get(x.name) ?? []))
  return {
    indices: planned.length,
    bytes: planned.reduce((sum, x) => sum + x.bytes, 0),
    documents: planned.reduce((sum, x) => sum + (restored.counts.get(x.name)?.documents ?? 0), 0),
    differences: planned.flatMap((index) =>
      compareOne(index, restored, kept.get(index.name) ?? null, {
        ownNames,
        // Of what it had restored under other names.
        ofCopies: manifest?.drilled != null
      })
    ),
    notCompared: [
      ...(unkept.length > 0
        ? [
            `Mappings, settings, ${ownNames ? "aliases " : ""}and counts of ${unkept.length} of ${Quantities.count(planned.length, "index", "indices")}: no manifest was kept when the backup was taken.`
          ]
        : []),
      ...(hidden.length > 0
        ? [
            `${ownNames ? "Aliases and counts" : "Counts"} of ${hidden.length} of ${planned.length} indices: their metadata was blocked when the backup was taken.`
          ]
        : []),
      ...(manifest?.drilled == null ? [] : [drilledText(manifest.drilled, ownNames)]),
      ...(unproved.length > 0
        ? [
            `Copied bytes of ${unproved.length} of ${Quantities.count(planned.length, "index", "indices")}: Elasticsearch was restarted since and does not tell them any more.`
          ]
        : [])
    ]
  }
}

/** A report must not be read as if the manifest had been taken with the backup. */
const drilledText = ({ at }: MadeByDrill, ownNames: boolean): string =>
  `Anything with the time of the backup: a drill made the manifest at ${utc(at)}, of what it had brought back${ownNames ? ", without aliases, lifecycle policies and blocks" : ""}.`

const isProved = (shards: ReadonlyArray<ShardRecovery>): boolean =>
  shards.length > 0 && shards.every((x) => x.recovered !== null)

interface Names {
  /** The indices have the names of the backup. */
  readonly ownNames: boolean
  /** The manifest is of indices that had not. */
  readonly ofCopies: boolean
}

const compareOne = (
  index: PlannedIndex,
  { counts, shapes, shards }: Restored,
  kept: ManifestIndex | null,
  { ofCopies, ownNames }: Names
): ReadonlyArray<Difference> => {
  const leaves = (key: string): boolean =>
    ((ofCopies || !ownNames) && isLeftOutOfCopy(key)) || (ownNames && comesAtTheEnd(key))
  const differences: Array<Difference> = []
  const differ = (what: Difference["what"], expected: string | number, found: string | number) => {
    if (expected !== found)
      differences.push({ index: index.name, what, expected: String(expected), found: String(found) })
  }
  const there = shards.get(index.name) ?? []
  differ("shards", index.shards, there.filter((x) => x.state === "started").length)
  if (isProved(there))
    differ(
      "bytes",
      index.bytes,
      there.reduce((sum, x) => sum + (x.recovered?.totalBytes ?? 0), 0)
    )
  const count = counts.get(index.name)
  const shape = shapes.get(index.name)
  if (count === undefined) differ("documents", "readable", "not readable")
  if (kept === null) return differences
  if (shape !== undefined) {
    if (kept.mapping !== null) differ("mapping", kept.mapping, shape.mapping)
    differ("settings", settingsText(kept, shape, leaves), settingsText(shape, kept, leaves))
    if (ownNames && kept.aliases !== null && shape.aliases !== null)
      differ("aliases", aliasText(kept.aliases), aliasText(shape.aliases))
  } else differ("mapping", "readable", "not readable")
  if (count !== undefined && kept.before !== null && kept.after !== null) {
    const window = [kept.before, kept.after]
    const [least, most] = [
      Math.min(...window.map((x) => x.documents)),
      Math.max(...window.map((x) => x.documents))
    ]
    const unwritten = kept.before.sequence.join() === kept.after.sequence.join()
    // Between the two counts deletes and writes may have passed: only an unwritten index has one true count.
    const slack = unwritten ? 0 : written(kept.before, kept.after)
    if (count.documents < least - slack || count.documents > most + slack)
      differ(
        "documents",
        unwritten ? String(least) : `${least - slack} to ${most + slack}`,
        String(count.documents)
      )
  }
  return differences
}

/** Writes and deletes between two counts: by each at most one document came or went. */
const written = (before: IndexCount, after: IndexCount): number =>
  after.sequence.reduce((sum, x, shard) => sum + Math.max(0, x - (before.sequence[shard] ?? -1)), 0)

const settingsText = (
  one: Pick<IndexShape, "settings">,
  other: Pick<IndexShape, "settings">,
  leaves: (key: string) => boolean
): string =>
  Object.entries(one.settings)
    .filter(([key, value]) => other.settings[key] !== value && !leaves(key))
    .map(([key, value]) => `${key}: ${value}`)
    .toSorted()
    .join(", ")

const aliasText = (aliases: ReadonlyArray<ShapedAlias>): string =>
  aliases
    .map((x) => `${x.name} ${x.options}`)
    .toSorted()
    .join(", ")
