import type { Personality } from "../../src/emulator/Personality.ts"
import type { Comparison } from "../../src/fidelity/compareScript.ts"
import { elasticsearchAvailable } from "../../src/launcher/elasticsearchAvailable.ts"
import { elasticsearchForTests } from "../../src/launcher/elasticsearchForTests.ts"

const versions = (process.env["ELASTICSEARCH_VERSIONS"] ?? "8.19.21,9.5.3").split(",")

const all = [
  ["8.19", "8.19.21"],
  ["9.2", "9.2.2"],
  ["9.5", "9.5.3"]
] as const

/** Each personality, and the real server that it must be like: those of the lane, others by `ELASTICSEARCH_VERSIONS`. */
export const lines = all.filter(([, version]) => versions.includes(version))

/** A real server that is empty; rejects when there is none: a suite that compared nothing would pass. */
export const fidelityServer = async (
  personality: Personality,
  version: string
): Promise<Comparison & { readonly stop: () => Promise<void> }> => {
  const environment = { ...process.env, ELASTICSEARCH_URL: "" }
  const found = await elasticsearchAvailable(version, environment)
  if (!found.available) throw new Error(`Nothing to compare with: ${found.reason}`)
  const { url, stop } = await elasticsearchForTests(version, environment)
  return { url, personality, stop }
}
