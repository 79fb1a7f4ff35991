import { type Json, type JsonObject, isArray } from "../json/Json.ts"
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
export const matchingTemplate = (
  templates: Iterable<IndexTemplate>,
  index: string
): IndexTemplate | undefined =>
  [...templates]
    .filter((template) => templatePatterns(template).some((pattern) => wildcard(pattern).test(index)))
    .toSorted((a, b) => priorityOf(b) - priorityOf(a))[0]

export const priorityOf = ({ body }: IndexTemplate): number =>
  typeof body["priority"] === "number" ? body["priority"] : 0

/** Names of the component templates that it is composed of, in order. */
export const componentsOf = ({ body }: IndexTemplate): readonly string[] => names(body["composed_of"])

export const names = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((name) => typeof name === "string") : []
