import { constants, gunzipSync, gzipSync } from "node:zlib"
import type { WireAnswer, WireRequest } from "../../faults/Wire.ts"

const header = ({ rawHeaders }: WireRequest, name: string): string => {
  const at = rawHeaders.findIndex((one, index) => index % 2 === 0 && one.toLowerCase() === name)
  return at < 0 ? "" : (rawHeaders[at + 1] ?? "").toLowerCase()
}

/** The text of a body, which a client may have sent compressed. One that was cut is read as far as it goes. */
export const readBody = (wire: WireRequest): string =>
  (header(wire, "content-encoding") === "gzip" ? unpacked(wire.body) : wire.body).toString()

const unpacked = (body: Buffer): Buffer => {
  try {
    return gunzipSync(body, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    // What is no archive is as good as nothing, as on the real server.
    return Buffer.alloc(0)
  }
}

/** Compressed for who takes it; an answer that comes in pieces is not. */
export const compressed = (wire: WireRequest, answer: WireAnswer): WireAnswer => {
  const { body, headers } = answer
  const whole = typeof body === "string" || Buffer.isBuffer(body)
  if (!whole || body.length === 0 || wire.method === "HEAD" || !acceptsGzip(wire)) return answer
  return { ...answer, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(body) }
}

const acceptsGzip = (wire: WireRequest): boolean =>
  header(wire, "accept-encoding")
    .split(",")
    .some((one) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/.test(one))
