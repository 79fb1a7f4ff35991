import { it } from "@effect/vitest"
import { Option, Schema } from "effect"
import { describe, expect } from "vitest"
import { Quantities } from "../../src/index.ts"

const second = 1000
const hour = 3_600_000
const day = 24 * hour

describe("amounts for people", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 KiB"],
    [1536, "1.5 KiB"],
    [3.4 * 1024 ** 3, "3.4 GiB"],
    [132.4 * 1024 ** 3, "132 GiB"],
    [999.9 * 1024 ** 2, "1000 MiB"],
    [5 * 1024 ** 6, "5120 PiB"]
  ])("%d bytes are %s", (count, text) => {
    expect(Quantities.bytes(count)).toBe(text)
  })

  it("has a plural", () => {
    expect([0, 1, 2].map((n) => Quantities.count(n, "backup"))).toEqual([
      "0 backups",
      "1 backup",
      "2 backups"
    ])
    expect([1, 2].map((n) => Quantities.count(n, "index", "indices"))).toEqual(["1 index", "2 indices"])
  })
})

describe("durations for people", () => {
  it.each([
    [-1, "0s", "0s", "0.0s"],
    [999, "0s", "0s", "1.0s"],
    [9949, "9s", "9s", "9.9s"],
    [42 * second, "42s", "42s", "42s"],
    [125 * second, "2m 05s", "2m", "2m 05s"],
    [3 * hour + 12 * 60 * second, "3h 12m", "3h", "3h 12m"],
    [5 * day + 3 * hour, "5d 3h", "5d", "5d 3h"]
  ])("%d ms are %s, in one unit %s, took %s", (millis, full, short, took) => {
    expect(Quantities.duration(millis)).toBe(full)
    expect(Quantities.shortDuration(millis)).toBe(short)
    expect(Quantities.took(millis)).toBe(took)
  })
})

describe("durations that are typed", () => {
  it.each([
    ["500ms", 500],
    ["30s", 30 * second],
    ["1.5h", 1.5 * hour],
    ["2 d", 2 * day],
    ["0s", 0]
  ])("%s is %d ms", (text, millis) => {
    expect(Quantities.readDuration(text)).toEqual(Option.some(millis))
  })

  it.each(["", "7", "-1s", "1w", "1y", "1h30m", "s", "1e3s", "Infinitys"])("%s is not one", (text) => {
    expect(Quantities.readDuration(text)).toEqual(Option.none())
  })

  it("may be weeks in an age", () => {
    expect(Quantities.readAge("2w")).toEqual(Option.some(14 * day))
    expect(Quantities.readAge("36h")).toEqual(Option.some(36 * hour))
    expect(Quantities.readAge("soon")).toEqual(Option.none())
  })

  it.each([
    [10, "10ms"],
    [1000, "1s"],
    [90_000, "90s"],
    [day, "1d"],
    [0, "0s"]
  ])("%d ms are written %s", (millis, text) => {
    expect(Quantities.exactDuration(millis)).toBe(text)
  })

  it("are read as they are written", () => {
    for (const millis of [0, 1, 1500, 90 * second, 10 * 60 * second, 2 * hour, 7 * day])
      expect(Quantities.readDuration(Quantities.exactDuration(millis))).toEqual(Option.some(millis))
  })
})

describe("moments, in UTC", () => {
  it("for people and for programs", () => {
    const at = Date.UTC(2025, 5, 3, 7, 55, 15, 42)
    expect(Quantities.utc(at)).toBe("2025-06-03 07:55:15")
    expect(Quantities.utcTime(at)).toBe("07:55:15")
    expect(Quantities.rfc3339(at)).toBe("2025-06-03T07:55:15.042Z")
  })
})

describe("moments for programs", () => {
  const near = Schema.Number.check(Schema.isBetween({ minimum: -70_000, maximum: 70_000 }))

  it.prop(
    "are what Date writes, whatever was written before",
    {
      day: Schema.Int.check(Schema.isBetween({ minimum: -99_999_999, maximum: 99_999_999 })),
      offsets: Schema.Array(near).check(Schema.isMinLength(1), Schema.isMaxLength(8))
    },
    ({ day, offsets }) => {
      const moments = offsets.map((x) => day * 86_400_000 + x)
      expect(moments.map(Quantities.rfc3339)).toEqual(moments.map((x) => new Date(x).toISOString()))
    }
  )
})
