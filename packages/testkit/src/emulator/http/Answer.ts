import type { Json } from "../json/Json.ts"

/** What a handler answers: JSON, plain text, or nothing. */
export interface Answer {
  readonly status: number
  readonly json?: Json
  readonly text?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

export const answer = (status: number, json: Json): Answer => ({ status, json })

export const ok = (json: Json): Answer => answer(200, json)

export const plain = (text: string): Answer => ({ status: 200, text })
