import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { serverAddress } from "../../src/tui/serverAddress.ts"

describe("serverAddress", () => {
  it("is that of camunda-backup-server, with a path for each component", () => {
    expect(serverAddress("http://backup:9600/", ["operate", "tasklist"])).toEqual(
      Result.succeed({
        shown: "http://backup:9600",
        server: "http://backup:9600",
        baseUrls: {
          operate: "http://backup:9600/operate/actuator/backups",
          tasklist: "http://backup:9600/tasklist/actuator/backups"
        }
      })
    )
  })

  it("is Camunda's own where it ends in /actuator/backups, for one component only", () => {
    const url = "http://operate:9600/actuator/backups"
    expect(serverAddress(url, ["operate"])).toEqual(
      Result.succeed({ shown: url, baseUrls: { operate: url, tasklist: url } })
    )
    expect(Result.isFailure(serverAddress(url, ["operate", "tasklist"]))).toBe(true)
  })

  it.each(["", "localhost:9600", "ftp://x", "http://user:secret@x", "http://x/?a=1", "http://x/#a"])(
    "refuses %j, and shows no secret",
    (text) => {
      const refused = serverAddress(text, ["operate"])
      expect(Result.isFailure(refused) && refused.failure).toMatch(/^--server (?!.*secret)/)
    }
  )
})
