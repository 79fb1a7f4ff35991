import { expect, it } from "vitest"
import { LogTail } from "../../src/launcher/LogTail.ts"
import { CommandNotFound, runCommand } from "../../src/launcher/runCommand.ts"

const node = (script: string, timeoutMillis = 10_000) =>
  runCommand(process.execPath, ["-e", script], { timeoutMillis })

it("answers with the exit code and what was written to both streams", async () => {
  expect(await node("console.log('out'); console.error('err'); process.exitCode = 3")).toEqual({
    exitCode: 3,
    output: expect.stringMatching(/^(out\nerr|err\nout)$/)
  })
})

it("tells a program that is not there from one that fails", async () => {
  await expect(runCommand("no-such-program-here", [], { timeoutMillis: 1000 })).rejects.toThrow(
    CommandNotFound
  )
})

it("ends what outlives its time, and says what it wrote last", async () => {
  await expect(node("setInterval(() => {}, 1000)", 50)).rejects.toThrow("did not end within 50 ms")
})

it("keeps the last lines, whole, however the chunks are cut", () => {
  const seen: Array<string> = []
  const tail = new LogTail(2, (line) => seen.push(line))
  for (const chunk of ["a", "b\nc", "\n", "d\ne\nre", "st"]) tail.write(chunk)
  expect(seen).toEqual(["ab", "c", "d", "e"])
  expect(tail.text()).toBe("d\ne\nrest")
})
