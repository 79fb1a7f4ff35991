import { onTestFinished } from "vitest"
import { type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/Emulator.ts"

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown
}

export interface Caller extends Emulator {
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>
  ) => Promise<Reply>
}

/** An emulator for one test, with a repository `r` and indices `a`, `b` (2 shards), and an alias `x` of `a`. */
export const testEmulator = async (options: EmulatorOptions = {}): Promise<Caller> => {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  emulator.repositories.put("r")
  emulator.indices.create("a", { aliases: ["x"], documents: [{ id: "1", source: { n: 1 } }] })
  emulator.indices.create("b", { settings: { number_of_shards: 2 } })
  return Object.assign(emulator, { call: caller(emulator.url) })
}

export const caller =
  (url: string): Caller["call"] =>
  async (method, path, body, headers = {}) => {
    const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }
    const response = await fetch(url + path, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...content
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
