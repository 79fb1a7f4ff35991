/** Templates and policies of `MemoryElasticsearch`. */
import { Option, Schema } from "effect"
import type { Captured, CapturedTemplates } from "../../domain/restore/CapturedTemplates.ts"

const Body = Schema.fromJsonString(
  Schema.Struct({
    index_patterns: Schema.optionalKey(Schema.Array(Schema.String)),
    composed_of: Schema.optionalKey(Schema.Array(Schema.String))
  })
)

const parsed = (x: Captured) => Option.getOrElse(Schema.decodeUnknownOption(Body)(x.body), () => ({}))

const byName = (a: Captured, b: Captured): number => (a.name < b.name ? -1 : 1)

const namedIn = (also: ReadonlyArray<Captured> | undefined, { name }: Captured): boolean =>
  also?.some((x) => x.name === name) === true

/** As the port tells them; a policy without anything that leads to it is told as well. */
export const templatesOf = (
  all: CapturedTemplates,
  prefix: string,
  also: CapturedTemplates | null
): CapturedTemplates => {
  const indexTemplates = all.indexTemplates.filter((x) => {
    const { index_patterns = [] }: typeof Body.Type = parsed(x)
    return index_patterns.some((y) => y.startsWith(prefix)) || namedIn(also?.indexTemplates, x)
  })
  const components = new Set(
    indexTemplates.flatMap((x) => {
      const { composed_of = [] }: typeof Body.Type = parsed(x)
      return composed_of
    })
  )
  return {
    indexTemplates,
    componentTemplates: all.componentTemplates.filter(
      (x) => components.has(x.name) || namedIn(also?.componentTemplates, x)
    ),
    policies: all.policies
  }
}

const put = (all: ReadonlyArray<Captured>, some: ReadonlyArray<Captured>): ReadonlyArray<Captured> =>
  [...all.filter((x) => !namedIn(some, x)), ...some].toSorted(byName)

/** With these in place of what has their names. */
export const withTemplates = (all: CapturedTemplates, some: CapturedTemplates): CapturedTemplates => ({
  indexTemplates: put(all.indexTemplates, some.indexTemplates),
  componentTemplates: put(all.componentTemplates, some.componentTemplates),
  policies: put(all.policies, some.policies)
})
