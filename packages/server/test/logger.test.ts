import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { layerLog } from "../src/logs/logger.ts"
import type { LogFormat, LogLevel } from "../src/logs/logLine.ts"

const logged = async (effect: Effect.Effect<void>): Promise<Readonly<Record<string, unknown>>> => {
  const lines: Array<string> = []
  const redact = (text: string) => text.replaceAll("S3cret", "(not shown)")
  await Effect.runPromise(
    Effect.provide(
      effect,
      layerLog((line) => void lines.push(line), { redact })
    )
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

const lines = (format: LogFormat, effect: Effect.Effect<void>, level: () => LogLevel = () => "info") => {
  const written: Array<string> = []
  Effect.runSync(
    Effect.provide(
      effect,
      layerLog((line) => void written.push(line), { format, level })
    )
  )
  return written
}

describe("formats", () => {
  const request = Effect.logWarning("request", {
    requestId: "r-1",
    method: "GET",
    path: "/api/v1/backups?a=b c",
    status: 503,
    durationMs: 12.5,
    who: "omar",
    outcome: "failed",
    parts: 6
  })

  it("ecs has the names of the Elastic Common Schema", () => {
    expect(JSON.parse(lines("ecs", request)[0] ?? "")).toEqual({
      "@timestamp": expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      "log.level": "warn",
      message: "request",
      "ecs.version": "8.11.0",
      "service.name": "camunda-backup",
      "http.request.id": "r-1",
      "http.request.method": "GET",
      "url.original": "/api/v1/backups?a=b c",
      "http.response.status_code": 503,
      "event.duration": 12_500_000,
      "user.name": "omar",
      "event.outcome": "failure",
      "camunda_backup.parts": 6
    })
  })

  it("pretty is one line for people, with what was thrown below it", () => {
    const [line = ""] = lines("pretty", request)
    expect(line.slice(24)).toBe(
      'WARN  request requestId=r-1 method=GET path="/api/v1/backups?a=b c" status=503 durationMs=12.5 who=omar outcome=failed parts=6'
    )
    const [thrown = ""] = lines(
      "pretty",
      Effect.catchCause(Effect.die(new Error("no")), (cause) => Effect.logError("x", cause))
    )
    expect(thrown).toMatch(/ERROR x\n {2}Error: no\n {2} /)
  })
})

describe("the least level", () => {
  it("is asked for each line, so that it can change while the process runs", () => {
    let level: LogLevel = "warn"
    const all = Effect.all([
      Effect.logDebug("d1"),
      Effect.logInfo("i1"),
      Effect.logWarning("w1"),
      Effect.sync(() => {
        level = "debug"
      }),
      Effect.logDebug("d2"),
      Effect.logError("e2")
    ])
    const seen = lines("json", Effect.asVoid(all), () => level)
    expect(seen.map((x) => (JSON.parse(x) as { message: string }).message)).toEqual(["w1", "d2", "e2"])
  })
})
