import { randomUUID } from "node:crypto"
import { type Json, isArray, isObject, scalarText } from "../emulator/json/Json.ts"
import type { Call } from "./Call.ts"
import type { Damage } from "./damage.ts"
import { maskReply } from "./maskReply.ts"
import type { Reply } from "./Reply.ts"
import { sendCall } from "./sendCall.ts"
import { settle } from "./settle.ts"

const untilMillis = 20_000

/** Runs a script on one server and returns the masked reply of every call. The server rests between two calls. */
export const runScript = async (
  url: string,
  calls: readonly Call[],
  damage?: Damage
): Promise<readonly Reply[]> => {
  const location = `fidelity-${randomUUID()}`
  const captured = new Map<string, string>([["loc", location]])
  const replies: Reply[] = []
  for (const call of calls) {
    const damaged = call[3]?.damages
    if (damaged !== undefined) {
      // oxlint-disable-next-line no-await-in-loop -- a script is a sequence
      await damage?.(damaged)
      replies.push(nothing)
      continue
    }
    const filled = fill(call, captured)
    // oxlint-disable-next-line no-await-in-loop -- a script is a sequence
    const reply = await repeat(url, filled)
    for (const [name, path] of Object.entries(call[3]?.capture ?? {}))
      captured.set(name, valueAt(reply.body, path))
    replies.push(maskReply(reply, location, call[3]))
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (call[0] !== "GET" && call[3]?.goesOn !== true) await settle(url, call)
  }
  return replies
}

const nothing: Reply = { status: 0, headers: {}, body: null }

const repeat = async (url: string, call: Call): Promise<Reply> => {
  const deadline = Date.now() + untilMillis
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a bounded poll
    const reply = await sendCall(url, call)
    const until = call[3]?.until
    if (until === undefined || reply.status === until || Date.now() > deadline) return reply
  }
}

const fill = ([method, path, body, options]: Call, values: ReadonlyMap<string, string>): Call => {
  const replace = (text: string, write: (value: string) => string): string =>
    text.replaceAll(/\$([a-z]+)/g, (written, name: string) => {
      const value = values.get(name)
      return value === undefined ? written : write(value)
    })
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body)
  const filled = text === undefined ? undefined : replace(text, (value) => value)
  const target = replace(path, encodeURIComponent)
  return options === undefined ? [method, target, filled] : [method, target, filled, options]
}

const valueAt = (body: Json, path: string): string => {
  let value: Json | undefined = body
  for (const key of path.split(".")) {
    if (isArray(value)) value = value[Number(key)]
    else value = isObject(value) ? value[key] : undefined
  }
  return scalarText(value) ?? "absent"
}
