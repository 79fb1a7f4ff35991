import { describe, expect, it } from "@effect/vitest"
import { refusal } from "../../../src/adapters/http/refusal.ts"
import * as E from "../../../src/domain/BackupError.ts"

const url = "http://127.0.0.1:9600/operate/actuator/backups"

const of = (status: number, body: string) =>
  refusal({ component: "operate", url, status, body, mutating: true })

const problem = (message: string): string =>
  JSON.stringify({ status: 400, message, instance: "x", type: "y" })

const snapshots = [
  { name: "camunda_operate_5_8.7.2_part_1_of_6", uuid: "u1" },
  { name: "camunda_operate_5_8.7.2_part_2_of_6", uuid: "u-2" }
]
const ended = {
  askedAt: "2025-06-03T07:55:15.685Z",
  at: "2025-06-03T07:56:00.000Z",
  reason: "Refused: no. Really."
}

describe("refusal", () => {
  it.each([
    [404, new E.BackupNotFound({ backupId: 2n ** 63n - 1n, ended: null })],
    [404, new E.BackupNotFound({ backupId: 5n, ended })],
    [400, new E.BackupExists({ backupId: 5n, snapshots })],
    [400, new E.BackupRunning({ component: "operate" })],
    [400, new E.InvalidPattern({ pattern: "x" })],
    [400, new E.InvalidBackupId({ received: "-1", negative: true })],
    [400, new E.InvalidBackupId({ received: "1.5", negative: false })],
    [404, new E.RepositoryNotConfigured()],
    [500, new E.RepositoryMissing({ repository: "a b" })],
    [400, new E.BackupBeingDeleted({ backupId: 5n })],
    [400, new E.RequiredIndexMissing({ component: "operate", version: "8.7.2", indices: ["a-8.3.0_", "b"] })],
    [400, new E.IndexInSeveralParts({ index: "a", parts: [2, 4] })],
    [
      400,
      new E.IndicesInNoPart({
        component: "operate",
        indices: [
          { index: "a-8.2.0_", documents: 1 },
          { index: "b", documents: 12 },
          { index: "c", documents: null }
        ]
      })
    ],
    [500, new E.RepositoryReadOnly({ repository: "a b" })],
    [500, new E.DeleteUnfinished({ backupId: 5n, remaining: ["a", "b"], waitedMillis: 600_000 })],
    [
      500,
      new E.StoreRejected({
        operation: "creating x",
        status: 403,
        type: "security_exception",
        reason: "No. Not you."
      })
    ],
    [
      500,
      new E.StoreRejected({
        operation: "writing",
        status: 429,
        type: "cluster_block_exception",
        reason: "[x] blocked"
      })
    ],
    [
      500,
      new E.StoreRejected({ operation: "asking", status: 400, type: "parse_exception", reason: "what?" })
    ],
    [
      502,
      new E.StoreUnavailable({
        operation: "searching for snapshots",
        reason: "Repository name: [r]. connect ECONNREFUSED.",
        ambiguous: true
      })
    ]
  ])("reads back %i %s", (status, error) => {
    expect(of(status, problem(error.message))).toEqual(error)
  })

  it("goes by the message also when Operate's own code answers 400", () => {
    expect(of(400, problem("No backup repository configured."))).toEqual(new E.RepositoryNotConfigured())
  })

  it("reads Camunda's connection error, which ends without a reason", () => {
    const message =
      "Encountered an error connecting to Elasticsearch while retrieving repository with name [my.repo]."
    expect(of(502, problem(message))).toMatchObject({
      _tag: "StoreUnavailable",
      operation: "retrieving repository with name [my.repo]"
    })
  })

  it.each([
    ["message", '{"status":500,"message":"Elasticsearch refused."}', "Elasticsearch refused."],
    [
      "Spring's detail",
      '{"type":"about:blank","title":"Bad Request","detail":"Failed to read request"}',
      "Failed to read request"
    ],
    ["Spring's title", '{"type":"about:blank","title":"Not Found","status":404}', "Not Found"],
    [
      "Spring Boot's error",
      '{"timestamp":1,"status":500,"error":"Internal Server Error"}',
      "Internal Server Error"
    ]
  ])("keeps the words of other errors: %s", (_, body, text) => {
    expect(of(500, body)).toEqual(new E.ServerRefused({ status: 500, text }))
  })

  it.each(["", "<html>Not here</html>", "[]", "null", '{"message":null}'])(
    "says which address it was when the body is none of ours: %s",
    (body) => {
      const error = of(404, body)
      expect(error).toMatchObject({ _tag: "ServerRefused", status: 404 })
      expect(error.message).toContain(url)
    }
  )

  it.each([502, 503, 504])("takes a proxy's %i for a server that is away", (status) => {
    expect(of(status, "<html>Bad Gateway</html>")).toMatchObject({ _tag: "ServerUnreachable", url })
  })
})
