import { TransportError } from "@camunda-backup/core"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import type { Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { spoken } from "../../src/tui/view/spoken.ts"
import { after, blank, both, listedOf, now, press, withBackups, zooModel } from "./builders.ts"
import { verification, verifiedOf, zooDrills } from "./drills.ts"

const drawn = (model: Model): string => frame(model).map(textOfLine).join("\n")

const lists = (at: number): ReadonlyArray<Msg> => [
  { _tag: "Tick", now: at },
  listedOf("operate", [], at),
  listedOf("tasklist", [], at)
]

const failed = (component: "operate" | "tasklist", error: TransportError.TransportError): Msg => ({
  _tag: "Verified",
  component,
  answer: Result.fail(error)
})

const notOffered = new TransportError.NotOffered({ what: "say what drills found", url: "http://x" })
const away = new TransportError.ServerUnreachable({ url: "http://x", reason: "refused.", boundMillis: null })

describe("what drills found", () => {
  it("is asked for once the lists are there, then every 30 s at most, and never twice at once", () => {
    const asked = (tasks: ReadonlyArray<{ readonly _tag: string }>) =>
      tasks.filter((x) => x._tag === "Verifications").length
    const [first, tasks] = after(blank(), ...lists(now))
    expect(asked(tasks)).toBe(2)
    expect(asked(after(first, ...lists(now + 60_000))[1])).toBe(0)
    const [answered] = after(first, verifiedOf("operate", []), verifiedOf("tasklist", []))
    expect(asked(after(answered, ...lists(now + 29_000))[1])).toBe(0)
    expect(asked(after(answered, ...lists(now + 30_000))[1])).toBe(2)
  })

  it("is not asked for again, and has no column, where only Camunda's own server answers", () => {
    const model = after(withBackups(blank(), both(7)), failed("operate", notOffered))[0]
    expect(drawn(model)).not.toContain("VERIFIED")
    expect(after(model, ...lists(now + 60_000))[1].map((x) => x._tag)).not.toContain("Verifications")
    expect(drawn(press(model, "enter")[0])).not.toContain("verified")
  })

  it("stays when it cannot be read later; of a component that was not read yet nothing is said", () => {
    const [model] = after(
      withBackups(blank(), both(7, { hours: 3 })),
      verifiedOf("operate", [verification("operate", 7)]),
      failed("tasklist", away)
    )
    expect(drawn(model)).toMatch(/▸ {2}7 .*\?/)
    const [known] = after(
      model,
      verifiedOf("tasklist", [verification("tasklist", 7)]),
      failed("operate", away)
    )
    expect(drawn(known)).toMatch(/▸ {2}7 .*2h ago/)
  })

  it("of an earlier backup with the same id is not taken for this one's", () => {
    const earlier = { at: now - 2 * 3_600_000 }
    const [model] = after(
      withBackups(blank(), both(7, { hours: 1 })),
      verifiedOf("operate", [verification("operate", 7, earlier)]),
      verifiedOf("tasklist", [verification("tasklist", 7, earlier)])
    )
    expect(drawn(model)).toMatch(/▸ {2}7 .*—/)
    expect(drawn(press(model, "enter")[0])).toContain("never verified by a drill")
  })

  it.each([
    ["damaged", "DAMAGED"],
    ["differs", "differs"]
  ] as const)("of two components shows the worse: %s", (result, word) => {
    const [model] = after(
      withBackups(blank(60, 16), both("9223372036854775807", { hours: 3 })),
      verifiedOf("operate", [verification("operate", "9223372036854775807")]),
      verifiedOf("tasklist", [verification("tasklist", "9223372036854775807", { result, reason: "Why." })])
    )
    expect(drawn(model)).toContain(word)
    expect(drawn(press(model, "enter")[0])).toContain(`${word}, by a drill 2h ago: Why.`)
  })

  it("says of the newest good backup that a drill found it damaged", () => {
    const [model] = after(
      withBackups(blank(), both(7, { hours: 3 })),
      verifiedOf("operate", [verification("operate", 7, { result: "damaged", reason: "Why." })]),
      verifiedOf("tasklist", [])
    )
    expect(drawn(model)).toContain("Newest good backup  7  3h 00m old, DAMAGED")
  })

  it.each([
    [3, 40, "3 of 40 "],
    [30, 4000, "30/4000 "],
    [3000, 40_000, "sample "]
  ])("never cuts the numbers of a sample: %d of %d", (indices, ofIndices, cell) => {
    const [model] = after(
      withBackups(blank(60, 16, { components: ["operate"] }), both(7, { hours: 3 })),
      verifiedOf("operate", [verification("operate", 7, { indices, ofIndices })])
    )
    expect(drawn(model)).toContain(`✔ COMPLETED     ${cell}`)
  })

  it("is spoken in sentences", () => {
    const text = spoken(after(zooModel(80, 40, { screenReader: true }), ...zooDrills)[0]).join(" ")
    expect(text).toContain(
      "Backup 1787450403. operate completed, 6 of 6 parts; tasklist completed, 6 of 6 parts. 1d 0h old. operate verified 2h ago, 40 of 40 indices; tasklist verified 5h ago, 40 of 40 indices."
    )
    expect(text).toContain("tasklist never verified by a drill.")
  })
})
