import { describe, expect, it } from "@effect/vitest"
import { camundaRefusal } from "../../../src/adapters/http/camundaRefusal.ts"
import * as E from "../../../src/domain/BackupError.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import { ServerRefused } from "../../../src/domain/TransportError.ts"
import { id } from "../../domain/builders.ts"

const url = "http://127.0.0.1:9600/operate/actuator/backups"

const of = (status: number, body: string) => camundaRefusal("operate", { url, status, body, mutating: true })

const problem = (message: string): string =>
  JSON.stringify({ status: 400, message, instance: "x", type: "y" })

const snapshots = [
  { name: "camunda_operate_5_8.7.2_part_1_of_6", uuid: "u1" },
  { name: "camunda_operate_5_8.7.2_part_2_of_6", uuid: "u-2" }
]

describe("camundaRefusal", () => {
  it.each([
    [404, new E.BackupNotFound({ backupId: BackupId.MAX, ended: null })],
    [400, new E.BackupExists({ backupId: id(5n), snapshots })],
    [400, new E.BackupRunning({ component: "operate" })],
    [404, new E.RepositoryNotConfigured()],
    [500, new E.RepositoryMissing({ repository: "a b" })]
  ])("reads back %i %s", (status, error) => {
    expect(of(status, problem(error.message))).toEqual(error)
  })

  it("goes by the message also when Operate's own code answers 400", () => {
    expect(of(400, problem("No backup repository configured."))).toEqual(new E.RepositoryNotConfigured())
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
    expect(of(500, body)).toEqual(new ServerRefused({ status: 500, text, said: null }))
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
