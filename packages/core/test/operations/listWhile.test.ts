/** A list is never a moment that was none: whatever happens between the answers it is made of. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { MemoryElasticsearch, Settings } from "../../src/index.ts"
import { id } from "../domain/builders.ts"
import { listsWhile, scheduleOf, type Step } from "./interleaved.ts"
import { put } from "./world.ts"

const seeds = 200

const create =
  (backupId: bigint): Step =>
  ({ writer }) =>
    writer.on((api) => api.create("operate", id(backupId)))
const remove =
  (backupId: bigint): Step =>
  ({ writer }) =>
    writer.on((api) => api.delete("operate", id(backupId)))
const cancel =
  (backupId: bigint): Step =>
  ({ writer }) =>
    writer.on((api) => api.cancel("operate", id(backupId)))
const resume =
  (backupId: bigint): Step =>
  ({ writer }) =>
    writer.on((api) => api.resume("operate", id(backupId)))
const parts =
  (...endings: ReadonlyArray<MemoryElasticsearch.Ending>): Step =>
  ({ elasticsearch }) =>
    Effect.sync(() => void elasticsearch.endings.push(...endings))
const part =
  (n: number): Step =>
  ({ elasticsearch }) =>
    Effect.sync(() => put(elasticsearch, `camunda_operate_6_8.7.2_part_${n}_of_6`))
const other: Step = (stage) => stage.other
const kill: Step = ({ writer }) => writer.kill
const nothing: Step = () => Effect.void
const times = (n: number): ReadonlyArray<Step> => Array.from({ length: n }, () => nothing)

const slow: MemoryElasticsearch.Ending = { state: "SUCCESS", takesMillis: 1000 }
const quick: MemoryElasticsearch.Ending = { state: "SUCCESS" }
const tooMuch: MemoryElasticsearch.Ending = {
  state: "SUCCESS",
  with: ["operate-import-position-8.3.0_", "operate-process-8.3.0_"]
}

const histories: ReadonlyArray<readonly [string, ReadonlyArray<Step>, Partial<Settings.Input>?]> = [
  ["a create whose parts take no time", [nothing, create(5n), nothing, create(6n), nothing]],
  [
    "a create that waits between two parts",
    [parts(quick, "not now", quick, "not now"), nothing, create(5n), ...times(12), create(6n), ...times(4)]
  ],
  [
    "slow parts",
    [parts(slow, quick, slow, quick, quick, slow), create(5n), ...times(14), create(6n), ...times(3)]
  ],
  [
    "a part that fails and is taken again",
    [parts(quick, { state: "PARTIAL" }, slow, slow), create(5n), ...times(14), create(6n), ...times(3)]
  ],
  [
    "a backup that ends because its last part holds too much",
    [
      parts(quick, quick, quick, quick, quick, tooMuch),
      nothing,
      create(5n),
      ...times(3),
      create(6n),
      ...times(3)
    ]
  ],
  [
    "a cancel, and a resume",
    [
      parts(quick, slow, slow),
      create(5n),
      nothing,
      cancel(5n),
      ...times(4),
      resume(5n),
      ...times(8),
      create(6n),
      nothing
    ]
  ],
  [
    "a cancel before the first part, and the id once more",
    [
      parts("not now", "not now"),
      create(5n),
      cancel(5n),
      ...times(6),
      parts(quick, slow),
      create(5n),
      ...times(8)
    ]
  ],
  [
    "deletions of finished and running backups, and the ids once more",
    [
      create(5n),
      nothing,
      remove(5n),
      ...times(3),
      parts(quick, slow, slow),
      create(5n),
      nothing,
      remove(5n),
      ...times(8),
      create(5n),
      create(6n),
      remove(6n),
      ...times(3)
    ]
  ],
  [
    "an owner that dies, and another that takes over",
    [parts(quick, slow, quick, slow), create(5n), ...times(2), kill, ...times(4), other, ...times(30)]
  ],
  [
    "an owner that dies for good",
    [parts(quick, slow), create(5n), ...times(2), kill, ...times(30), other, ...times(20)],
    { resumeWithin: "8 seconds" }
  ],
  [
    "an accepted backup without a part, then all of it at once, and the next",
    [
      parts("not now", "not now"),
      create(5n),
      ...times(6),
      parts("not now"),
      create(6n),
      ...times(3),
      remove(6n),
      nothing,
      create(6n)
    ]
  ],
  [
    "an id made anew that ends badly when all its parts are there",
    [
      create(5n),
      nothing,
      remove(5n),
      nothing,
      parts(quick, quick, quick, quick, quick, tooMuch),
      create(5n),
      create(6n),
      ...times(3)
    ]
  ],
  [
    "another writer, which says nothing",
    [1, 2, 3, 4, 5, 6].flatMap((n) => [part(n), nothing]).concat(create(5n), nothing)
  ]
]

describe("a list says what was true at a moment between question and answer, during", () => {
  it.effect.each(histories.map(([what, steps, settings]) => ({ what, steps, settings })))(
    "$what",
    ({ settings, steps }) =>
      Effect.gen(function* () {
        for (let seed = 1; seed <= seeds; seed++)
          assert.deepStrictEqual(yield* listsWhile(steps, scheduleOf(seed, steps.length), settings), [])
      }),
    60_000
  )

  it.effect("two whole backups while the lease is looked at", () =>
    Effect.gen(function* () {
      const history = [parts("not now", "not now"), create(5n), ...times(12), create(6n), ...times(3)]
      const waits = { lease: [15], journal: [15], repository: [] }
      for (const next of [2, 3])
        assert.deepStrictEqual(yield* listsWhile(history, { first: 0, next, verbose: true, waits }), [])
    })
  )
})
