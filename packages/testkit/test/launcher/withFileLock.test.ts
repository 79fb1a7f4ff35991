import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { runCommand } from "../../src/launcher/runCommand.ts"
import { withFileLock } from "../../src/launcher/withFileLock.ts"

const options = { timeoutMillis: 10_000, pollMillis: 2 }
let folder = ""
let lock = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "file-lock-"))
  lock = join(folder, "it.lock")
})
afterEach(() => rm(folder, { recursive: true }))

it("lets one in at a time, and removes the lock after success and failure", async () => {
  let inside = 0
  let most = 0
  const work = (fail: boolean) => () =>
    withFileLock(lock, options, async () => {
      inside += 1
      most = Math.max(most, inside)
      await readdir(folder)
      inside -= 1
      if (fail) throw new Error("work failed")
    })
  const results = await Promise.allSettled([work(false)(), work(true)(), work(false)(), work(false)()])
  expect(results.map((it) => it.status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"])
  expect(most).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

it("takes over the lock of a process that is gone", async () => {
  const { output } = await runCommand(process.execPath, ["-p", "process.pid"], { timeoutMillis: 10_000 })
  await writeFile(lock, output.trim())
  expect(await withFileLock(lock, options, () => readFile(lock, "utf8"))).toBe(String(process.pid))
})

it("takes over a lock that is older than any holder may be", async () => {
  await writeFile(lock, String(process.ppid))
  await utimes(lock, new Date(0), new Date(0))
  expect(await withFileLock(lock, options, () => Promise.resolve("done"))).toBe("done")
})

it("gives up on a live holder in bounded time and says which file it is", async () => {
  await writeFile(lock, String(process.ppid))
  const inTheFuture = new Date(Date.now() + 3_600_000)
  await utimes(lock, inTheFuture, inTheFuture)
  await expect(
    withFileLock(lock, { timeoutMillis: 20, pollMillis: 2 }, () => Promise.resolve())
  ).rejects.toThrow(`holds ${lock}`)
})
