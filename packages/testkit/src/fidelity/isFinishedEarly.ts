import { isObject } from "../emulator/json/Json.ts"
import type { Call } from "./Call.ts"
import type { Reply } from "./Reply.ts"

/**
 * Whether the server had finished a restore before it began to wait for it: then it answers as if it had not been asked to wait. Whether it does is
 * up to chance, so such an answer says nothing of the emulator.
 */
export const isFinishedEarly = ([, path]: Call, { body, status }: Pick<Reply, "body" | "status">): boolean =>
  /\/_restore\?(.*&)?wait_for_completion=true(&|$)/.test(path) &&
  status === 200 &&
  isObject(body) &&
  Object.keys(body).join() === "accepted" &&
  body["accepted"] === true
