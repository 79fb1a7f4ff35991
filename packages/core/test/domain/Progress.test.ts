import { Option } from "effect"
import { assert, describe, it } from "@effect/vitest"
import * as Progress from "../../src/domain/Progress.ts"

const sample = (at: number, x: Partial<Progress.Sample> = {}): Progress.Sample => ({
  at,
  snapshot: "s",
  partsDone: 0,
  shards: 0,
  files: 0,
  bytes: 0,
  ...x
})

const watched = (...samples: ReadonlyArray<Progress.Sample>): Progress.Watch =>
  samples
    .slice(1)
    .reduce((watch, x) => Progress.look(Option.some(watch), x), Progress.look(Option.none(), samples[0]!))

describe("Progress.rate", () => {
  it("is bytes over the watched time", () => {
    assert.strictEqual(Progress.rate(watched(sample(0), sample(4000, { bytes: 8000 }))), 2000)
  })

  it("is not known after one look, a short time, without a byte, or between two parts", () => {
    assert.isNull(Progress.rate(watched(sample(0, { bytes: 5 }))))
    assert.isNull(Progress.rate(watched(sample(0), sample(1000, { bytes: 8000 }))))
    assert.isNull(Progress.rate(watched(sample(0), sample(5000))))
    assert.isNull(Progress.rate(watched(sample(0), sample(5000, { bytes: 9, snapshot: null }))))
  })

  it("begins anew with each part, and forgets what is older than the window", () => {
    assert.isNull(Progress.rate(watched(sample(0), sample(5000, { bytes: 9, snapshot: "t" }))))
    const late = Progress.windowMillis + 10_000
    const watch = watched(
      sample(0),
      sample(late - 5000, { bytes: 1_000_000 }),
      sample(late, { bytes: 1_005_000 })
    )
    assert.strictEqual(Progress.rate(watch), 1000)
  })

  it("is the same however many look at once", () => {
    const crowd = Array.from({ length: 1000 }, (_, i) => sample(i, { bytes: i }))
    const watch = watched(...crowd, sample(4000, { bytes: 8000 }))
    assert.strictEqual(Progress.rate(watch), 2000)
    assert.isBelow(watch.samples.length, 10)
  })
})

describe("Progress.stalledSince", () => {
  it("is when something was finished last, once that is long ago", () => {
    const watch = watched(sample(0), sample(100, { files: 1 }), sample(200, { files: 1 }))
    assert.isNull(Progress.stalledSince(watch, 0, 1099, 1000))
    assert.strictEqual(Progress.stalledSince(watch, 0, 1100, 1000), 100)
  })

  it("counts from when the attempt was resumed", () => {
    const watch = watched(sample(0), sample(5000))
    assert.isNull(Progress.stalledSince(watch, 4500, 5000, 1000))
    assert.strictEqual(Progress.stalledSince(watch, 4500, 5500, 1000), 4500)
  })

  it.each([{ shards: 1 }, { files: 1 }, { bytes: 1 }, { partsDone: 1 }, { snapshot: "t" }])(
    "ends with %j",
    (change) => {
      const watch = watched(sample(0), sample(5000), sample(6000, change))
      assert.isNull(Progress.stalledSince(watch, 0, 6500, 1000))
    }
  )
})

describe("Progress.median", () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1], 5],
    [[9, 1, 2], 2]
  ] as ReadonlyArray<[ReadonlyArray<number>, number | null]>)("of %j is %s", (values, expected) => {
    assert.strictEqual(Progress.median(values), expected)
  })
})

describe("Progress.remaining", () => {
  const earlier = new Map([
    [1, [10, 12, 11, 500, 9, 1000]],
    [2, [100]]
  ])

  it("is the usual time of the parts that are left, less what the running one has had", () => {
    assert.strictEqual(Progress.remaining({ parts: [1, 2], running: null, earlier }), 111)
    assert.strictEqual(
      Progress.remaining({ parts: [1, 2], running: { part: 1, forMillis: 4 }, earlier }),
      107
    )
  })

  it("is not known for a part that was never taken, or one that takes longer than usual", () => {
    assert.isNull(Progress.remaining({ parts: [1, 2, 3], running: null, earlier }))
    assert.isNull(Progress.remaining({ parts: [1], running: { part: 1, forMillis: 11 }, earlier }))
  })
})
