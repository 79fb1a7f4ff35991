import { Effect, Logger } from "effect"
import { describe, expect, it } from "vitest"
import { jsonLogger } from "../src/jsonLogger.ts"

const logged = async (effect: Effect.Effect<void>): Promise<Readonly<Record<string, unknown>>> => {
  const lines: Array<string> = []
  const redact = (text: string) => text.replaceAll("S3cret", "(not shown)")
  await Effect.runPromise(
    Effect.provide(effect, Logger.layer([jsonLogger((line) => void lines.push(line), redact)]))
  )
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? "") as Readonly<Record<string, unknown>>
}

describe("the log", () => {
  it("is one JSON object per line", async () => {
    expect(await logged(Effect.logInfo("a", "b", { path: "/x\n", status: 200 }))).toEqual({
      time: expect.any(String),
      level: "info",
      message: "a b",
      path: "/x\n",
      status: 200
    })
  })

  it("has no secret of what was thrown, however deep it is", async () => {
    const thrown = new Error("outer", { cause: new TypeError("connect https://elastic:S3cret@es") })
    const defect = Effect.catchCause(Effect.die(thrown), (cause) => Effect.logError("defect", cause))
    const line = await logged(defect)
    expect(line["cause"]).toContain("(not shown)")
    expect(JSON.stringify(line)).not.toContain("S3cret")
    expect(JSON.stringify(await logged(Effect.logError("defect", { error: "Error: S3cret" })))).not.toContain(
      "S3cret"
    )
  })
})
