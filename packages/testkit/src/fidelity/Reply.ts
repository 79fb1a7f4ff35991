import type { Json } from "../emulator/json/Json.ts"

/** An answer as it is compared. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON with its numbers as written; a text where the answer is none. */
  readonly body: Json
}
