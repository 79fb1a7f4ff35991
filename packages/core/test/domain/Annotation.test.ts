import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { Annotation } from "../../src/index.ts"

const refusal = (description: string, labels: ReadonlyArray<readonly [string, string]>): string =>
  Result.match(Annotation.make(description, labels), { onFailure: (x) => x, onSuccess: () => "accepted" })

describe("what is said of a backup", () => {
  it("is a description without blanks around it, and labels in the order of their keys", () => {
    expect(
      Annotation.make(" before 8.7.3 😀 ", [
        ["env", "prod"],
        ["app.io/a_b-c", ""]
      ])
    ).toEqual(Result.succeed({ description: "before 8.7.3 😀", labels: { "app.io/a_b-c": "", env: "prod" } }))
    expect(Annotation.make("  ", [])).toEqual(Result.succeed(Annotation.none))
  })

  it.each([
    ["a\nb", [], /^The description must have no control characters/],
    ["\u0085", [], /control/],
    ["\ud83d", [], /half of a surrogate pair/],
    ["", [["_a", ""]], /^\[_a\] is not a label key/],
    ["", [["__proto__", ""]], /is not a label key/],
    ["", [["a".repeat(64), ""]], /is not a label key/],
    ["", [["a", "b\u007f"]], /^The value of label a must have no control/],
    ["", [["a", "x".repeat(64)]], /has 64 characters; 63 are allowed/],
    [
      "",
      [
        ["a", "1"],
        ["a", "1"]
      ],
      /^Label a is given twice/
    ],
    [
      "",
      Array.from({ length: 17 }, (_, i) => [`k${i}`, ""] as const),
      /There are 17 labels; a backup can have 16/
    ]
  ] as ReadonlyArray<readonly [string, ReadonlyArray<readonly [string, string]>, RegExp]>)(
    "is refused: %j %j",
    (description, labels, reason) => {
      expect(refusal(description, labels)).toMatch(reason)
    }
  )

  it("is read from metadata of any writer: what is not in the form is ignored", () => {
    expect(
      Annotation.read("ours", { a: "b", n: 1, "not a key": "x", long: "x".repeat(64), bad: "\n" })
    ).toEqual({ description: "ours", labels: { a: "b" } })
    for (const [description, labels] of [
      [undefined, undefined],
      [7, "text"],
      ["", ["a"]],
      ["a\u0000", null],
      [{}, { a: {} }]
    ])
      expect(Annotation.read(description, labels)).toBeUndefined()
  })

  it("is that of the first part that says anything, whole", () => {
    const a = { description: "a", labels: {} }
    const b = { description: "b", labels: { x: "y" } }
    expect(
      Annotation.ofSnapshots([{ part: 3, annotation: b }, { part: 2, annotation: a }, { part: 1 }])
    ).toBe(a)
    expect(Annotation.ofSnapshots([{ part: 1 }])).toBeUndefined()
  })

  it("is found by labels, all of them, and by text in whatever case", () => {
    const said = { description: "Before 8.7.3", labels: { env: "prod", team: "a=b" } }
    const found = (...texts: ReadonlyArray<string>) =>
      Annotation.matches(
        said,
        texts.flatMap((x) => Option.toArray(Annotation.parseFilter(x)))
      )
    expect([found("env"), found("env=prod", "team=a=b"), found()]).toEqual([true, true, true])
    expect([found("env=test"), found("env", "nope"), found("constructor"), found("env=")]).toEqual([
      false,
      false,
      false,
      false
    ])
    expect(Annotation.parseFilter("=x")).toEqual(Option.none())
    expect(["before", "ENV=p", "nothing"].map((x) => Annotation.contains(said, x))).toEqual([
      true,
      true,
      false
    ])
  })
})
