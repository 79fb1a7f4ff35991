import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { startBuiltServer } from "../../src/processes/startBuiltServer.ts"
import { watchProcess } from "../../src/processes/watchProcess.ts"

const entry = fileURLToPath(new URL("program.ts", import.meta.url))
const optionsOf = (behaviour: string) => ({ entry, args: [behaviour], environment: {} })

it("can be used when it says its address, tells what it logs, and how it ended", async () => {
  const program = await startBuiltServer(optionsOf("usual"))
  expect(program.url).toBe("http://127.0.0.1:1")
  const stopped = program.logLine(/stopped/)
  expect(await program.end()).toEqual({ code: 0, signal: null })
  expect(await stopped).toBe('{"message":"stopped"}')
  expect(program.logs.map((x) => x["message"])).toEqual(["listening", "stopped"])
  expect(program.written()).toContain("a complaint\n")
})

it("that ends before it can be used is told with what it wrote", async () => {
  await expect(startBuiltServer(optionsOf("ends"))).rejects.toThrow("did not start: a complaint")
  const program = await watchProcess(optionsOf("ends"))
  expect(program.url).toBeNull()
  expect(await program.end()).toEqual({ code: 3, signal: null })
})

it("that never says its address is killed", async () => {
  const program = await watchProcess({ ...optionsOf("says nothing"), startWithinMillis: 500 })
  expect(program.url).toBeNull()
  expect(await program.end()).toEqual({ code: null, signal: "SIGKILL" })
})

it("that does not end when it is told to is killed, and that is an error", async () => {
  const program = await watchProcess(optionsOf("stays"))
  await expect(program.end("SIGTERM", 300)).rejects.toThrow("not within 300 ms: the end of ")
  expect(await program.end()).toEqual({ code: null, signal: "SIGKILL" })
})
