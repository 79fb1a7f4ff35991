/** Before the real lane: one real server of each version for all of it, whatever process a test file runs in. */
import { lenderVariable } from "../src/launcher/borrowElasticsearch.ts"
import { lendElasticsearch } from "../src/lending/lendElasticsearch.ts"

// Vitest asks once for every project.
let asked = 0
let lender: ReturnType<typeof lendElasticsearch> | undefined

export const setup = async (): Promise<void> => {
  asked++
  lender ??= lendElasticsearch()
  process.env[lenderVariable] = (await lender).url
}

export const teardown = async (): Promise<void> => {
  asked--
  if (asked === 0) await (await lender)?.close()
}
