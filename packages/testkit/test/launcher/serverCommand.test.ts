import { describe, expect, it } from "vitest"
import { serverCommand, type ServerCommandInput } from "../../src/launcher/serverCommand.ts"

const input: ServerCommandInput = {
  files: { core: "/cache/core", home: "/cache/home", classes: "/cache/classes" },
  folders: { data: "/d/data", logs: "/d/logs", temporary: "/d/tmp", repositories: "/d/repositories" },
  heap: "1g",
  javaOptions: [],
  port: 9200,
  removeWhenOrphaned: "/d",
  settings: {}
}

describe("serverCommand", () => {
  it("puts the compiled starter before the server's jars on the class path", () => {
    const args = serverCommand(input)
    expect(args[args.indexOf("-cp") + 1]).toBe("/cache/classes:/cache/core/*")
    expect(args).toContain("-Xmx1g")
  })

  it("listens on the loopback address only, with the repositories under path.repo", () => {
    expect(serverCommand(input)).toEqual(
      expect.arrayContaining(["network.host=127.0.0.1", "http.port=9200", "path.repo=/d/repositories"])
    )
  })

  it("lets settings of the caller win", () => {
    const args = serverCommand({
      ...input,
      settings: { "discovery.type": "multi-node", "snapshot.max_concurrent_operations": "1" }
    })
    expect(args.filter((arg) => arg.startsWith("discovery.type="))).toEqual(["discovery.type=multi-node"])
    expect(args).toContain("snapshot.max_concurrent_operations=1")
  })

  it("puts options of the caller after its own, where Java lets the last one win", () => {
    const args = serverCommand({ ...input, javaOptions: ["-XX:TieredStopAtLevel=4"] })
    expect(args.filter((arg) => arg.startsWith("-XX:Tiered"))).toEqual([
      "-XX:TieredStopAtLevel=1",
      "-XX:TieredStopAtLevel=4"
    ])
  })

  it("names no folder to remove when the data is the caller's", () => {
    const args = serverCommand({ ...input, removeWhenOrphaned: undefined })
    const starter = args.indexOf("StartNode")
    expect(args.slice(starter + 1, starter + 3)).toEqual(["/cache/home", ""])
  })
})
