import { type Json, type JsonObject, isArray, isObject } from "../json/Json.ts"
import { wildcard } from "./wildcard.ts"

/** A composable index template, as it was sent. */
export interface IndexTemplate {
  readonly name: string
  readonly body: JsonObject
  readonly createdAt: number
  readonly modifiedAt: number
}

export const templatePatterns = (template: IndexTemplate): readonly string[] => {
  const patterns = template.body["index_patterns"]
  if (typeof patterns === "string") return [patterns]
  return isArray(patterns) ? patterns.filter((pattern) => typeof pattern === "string") : []
}

/** The one template that applies to a new index: the highest priority among those that match. */
export const templateFor = (templates: Iterable<IndexTemplate>, index: string): JsonObject => {
  const best = [...templates]
    .filter((template) => templatePatterns(template).some((pattern) => wildcard(pattern).test(index)))
    .toSorted((a, b) => priority(b.body["priority"]) - priority(a.body["priority"]))[0]
  const content = best?.body["template"]
  return isObject(content) ? content : {}
}

const priority = (value: Json | undefined): number => (typeof value === "number" ? value : 0)
