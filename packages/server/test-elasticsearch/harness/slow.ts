/** Parts that take as long as a test wants: an index too large for a throttled repository, and the throttle taken away. */
import { randomBytes } from "node:crypto"
import { type Backend, elasticsearch } from "../../test/harness/Backend.ts"

/** Bytes that do not compress, in one segment: 8 MB last 80 s at 100 KB a second. The index must map `payload` (`payloadBytes`). */
export const makeLarge = async (backend: Backend, index: string): Promise<void> => {
  const document = () => JSON.stringify({ payload: randomBytes(1_500_000).toString("base64") })
  const body = Array.from({ length: 4 }, () => `{"index":{}}\n${document()}\n`).join("")
  const written = await elasticsearch(backend, "POST", `/${index}/_bulk?refresh=true`, body)
  if ((written.body as { readonly errors: boolean }).errors)
    throw new Error(`${index} does not take large documents: ${JSON.stringify(written.body).slice(0, 500)}`)
  await elasticsearch(backend, "POST", `/${index}/_forcemerge?max_num_segments=1`)
}

export interface SlowRepository {
  readonly name: string
  readonly throttle: (rate: string) => Promise<void>
  /** From here on it is as fast as any; the part that runs ends within the pause it is in (128 KB at the old rate). */
  readonly release: () => Promise<void>
}

export const slowRepository = async (backend: Backend, rate = "100kb"): Promise<SlowRepository> => {
  const name = await backend.newRepository({ max_snapshot_bytes_per_sec: rate })
  return {
    name,
    throttle: (rate) => backend.changeRepository(name, { max_snapshot_bytes_per_sec: rate }),
    release: () => backend.changeRepository(name, {})
  }
}
