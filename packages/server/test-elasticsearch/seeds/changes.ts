/** What can happen to an installation after its backup: each change alone, a seed makes several of them one after the other. */
import type { SeededRandom } from "@camunda-backup/testkit/installation"
import type { Ask } from "./ask.ts"

/** Of the installation as it is now. */
export interface Now {
  readonly prefix: string
  /** Open indices that can be written, full names. */
  readonly open: readonly [string, ...ReadonlyArray<string>]
}

export interface Change {
  readonly name: string
  /** A restore does not undo it, and its plan says so. */
  readonly ofTemplates: boolean
  readonly make: (ask: Ask, random: SeededRandom, now: Now) => Promise<unknown>
}

const idsOf = async (ask: Ask, index: string): Promise<ReadonlyArray<string>> => {
  const { hits } = (await ask("GET", `/${index}/_search?size=20`)) as {
    readonly hits: { readonly hits: ReadonlyArray<{ readonly _id: string }> }
  }
  return hits.hits.map((x) => x._id).filter((x) => /^[\w-]+$/.test(x))
}

const change = (name: string, make: Change["make"], ofTemplates = false): Change => ({
  name,
  ofTemplates,
  make
})

interface Template {
  readonly name: string
  readonly index_template: Readonly<Record<"composed_of" | "index_patterns" | "template", unknown>>
}

const holdersOf = async (ask: Ask, prefix: string, alias: string): Promise<ReadonlyArray<string>> => {
  const all = (await ask("GET", `/${prefix}-*/_alias?expand_wildcards=all`)) as Readonly<
    Record<string, { readonly aliases: Readonly<Record<string, unknown>> }>
  >
  return Object.keys(all).filter((x) => all[x]?.aliases[alias] !== undefined)
}

export const changes: readonly [Change, ...ReadonlyArray<Change>] = [
  change("documents are added", async (ask, random, { open }) => {
    const lines = Array.from(
      { length: 1 + random.integer(300) },
      (_, i) => `{"index":{}}\n{"id":"late-${i}"}\n`
    )
    return ask("POST", `/${random.pick(open)}/_bulk?refresh=true`, lines.join(""))
  }),
  change("documents are changed", async (ask, random, { open }) => {
    const index = random.pick(open)
    for (const id of await idsOf(ask, index))
      await ask("PUT", `/${index}/_doc/${id}?refresh=true`, { id: "changed" })
  }),
  change("documents are deleted", async (ask, random, { open }) => {
    const index = random.pick(open)
    for (const id of await idsOf(ask, index)) await ask("DELETE", `/${index}/_doc/${id}?refresh=true`)
  }),
  change("an index is deleted", (ask, random, { open }) => ask("DELETE", `/${random.pick(open)}`)),
  change("an index is closed", (ask, random, { open }) => ask("POST", `/${random.pick(open)}/_close`)),
  change("an index is made", (ask, random, { prefix }) =>
    ask(
      "PUT",
      `/${prefix}-list-view-8.3.0_${2100 + random.integer(7000)}-${10 + random.integer(3)}-${10 + random.integer(18)}`
    )
  ),
  change("a hidden index is made and closed", async (ask, random, { prefix }) => {
    const index = `${prefix}-hidden-${random.integer(1_000_000)}`
    await ask("PUT", `/${index}`, { settings: { index: { hidden: true, number_of_replicas: 0 } } })
    return ask("POST", `/${index}/_close`)
  }),
  change("an index is another one under its name", async (ask, random, { open }) => {
    const index = random.pick(open)
    await ask("DELETE", `/${index}`)
    await ask("PUT", `/${index}`, {
      settings: { number_of_shards: 1 + random.integer(3), number_of_replicas: 0 },
      mappings: { dynamic: true, properties: { id: { type: "text" } } }
    })
    return ask("PUT", `/${index}/_doc/1?refresh=true`, { id: "7" })
  }),
  change("aliases move", async (ask, random, { open, prefix }) => {
    const index = random.pick(open)
    return ask("POST", "/_aliases", {
      actions: [
        // By name: a pattern passes over hidden and closed indices, and the alias must be hidden on all of its indices or on none.
        ...(await holdersOf(ask, prefix, `${prefix}-some`)).map((holder) => ({
          remove: { index: holder, alias: `${prefix}-some` }
        })),
        { add: { index, alias: `${prefix}-some` } },
        { add: { index, alias: `${prefix}-new` } }
      ]
    })
  }),
  change("a mapping is extended", (ask, random, { open }) =>
    ask("PUT", `/${random.pick(open)}/_mapping`, { properties: { later: { type: "keyword" } } })
  ),
  change("settings are changed", (ask, random, { open }) =>
    ask("PUT", `/${random.pick(open)}/_settings`, {
      index: { refresh_interval: "99s", max_result_window: 12_345 }
    })
  ),
  change("writes are blocked", (ask, random, { open }) =>
    ask("PUT", `/${random.pick(open)}/_settings`, { index: { blocks: { write: true } } })
  ),
  change("segments are merged", (ask, random, { open }) =>
    ask("POST", `/${random.pick(open)}/_forcemerge?max_num_segments=1`)
  ),
  change("a template is made", (ask, random, { prefix }) =>
    ask("PUT", `/_index_template/${prefix}-made-later`, {
      index_patterns: [`${prefix}-made-${random.integer(10)}*`],
      priority: 1000 + random.integer(1000),
      template: { settings: { number_of_replicas: 0 } }
    })
  ),
  change(
    "a template is changed",
    async (ask, random, { prefix }) => {
      const { index_templates: all } = (await ask("GET", `/_index_template/${prefix}-*template`)) as {
        readonly index_templates: ReadonlyArray<Template>
      }
      const found = all[random.integer(all.length)]
      if (found === undefined) throw new Error(`There is no template of ${prefix}.`)
      const { composed_of, index_patterns, template } = found.index_template
      return ask("PUT", `/_index_template/${found.name}`, {
        composed_of,
        index_patterns,
        template,
        version: 77
      })
    },
    true
  )
]
