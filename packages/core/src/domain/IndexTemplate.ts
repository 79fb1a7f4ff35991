import { Option } from "effect"
import { matcher } from "./IndexExpression.ts"

/** A composable index template, as far as it decides whether an index can be made. */
export interface IndexTemplate {
  readonly name: string
  readonly patterns: ReadonlyArray<string>
  readonly priority: number
  /** Makes data streams only: an index of a name that it matches is refused. */
  readonly dataStream: boolean
}

/** The template that Elasticsearch applies to a new index of this name; `none` when none matches: of those that match, the one with the highest priority. */
export const applied = (
  name: string,
  templates: ReadonlyArray<IndexTemplate>
): Option.Option<IndexTemplate> =>
  Option.fromNullishOr(
    templates
      .filter((x) => x.patterns.some((pattern) => matcher(pattern)(name)))
      .toSorted((a, b) => b.priority - a.priority)[0]
  )
