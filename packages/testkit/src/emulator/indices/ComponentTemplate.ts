import type { JsonObject } from "../json/Json.ts"

/** A part that index templates are composed of, as it was sent. */
export interface ComponentTemplate {
  readonly name: string
  readonly body: JsonObject
  readonly createdAt: number
  readonly modifiedAt: number
}
