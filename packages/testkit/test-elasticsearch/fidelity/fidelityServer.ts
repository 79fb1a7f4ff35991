import { mkdtemp, rm, statfs } from "node:fs/promises"
import { join } from "node:path"
import type { Personality } from "../../src/emulator/Personality.ts"
import type { Comparison } from "../../src/fidelity/compareScript.ts"
import { elasticsearchAvailable } from "../../src/launcher/elasticsearchAvailable.ts"
import { startElasticsearch } from "../../src/launcher/startElasticsearch.ts"

const versions = (process.env["ELASTICSEARCH_VERSIONS"] ?? "8.19.21,9.5.3").split(",")

const all = [
  ["8.19", "8.19.21"],
  ["9.2", "9.2.2"],
  ["9.5", "9.5.3"]
] as const

/** Each personality, and the real server that it must be like: those of the lane, others by `ELASTICSEARCH_VERSIONS`. */
export const lines = all.filter(([, version]) => versions.includes(version))

/** A real server of its own for one suite; rejects when there is none: a suite that compared nothing would pass. */
export const fidelityServer = async (
  personality: Personality,
  version: string
): Promise<Comparison & { readonly stop: () => Promise<void> }> => {
  const found = await elasticsearchAvailable(version, { ...process.env, ELASTICSEARCH_URL: "" })
  if (!found.available) throw new Error(`Nothing to compare with: ${found.reason}`)
  const directory = await inMemory()
  const remove = async () => {
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  }
  try {
    const server = await startElasticsearch(directory === undefined ? { version } : { version, directory })
    const stop = async () => {
      await server.stop()
      await remove()
    }
    return { url: server.url, personality, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

const memory = "/dev/shm"
const neededBytes = 2 ** 28

/** A folder that no disk waits for, where the system has room for one: short scripts are through in a fifth of the time. */
const inMemory = async (): Promise<string | undefined> => {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize < neededBytes ? undefined : mkdtemp(join(memory, "fidelity-"))
}
