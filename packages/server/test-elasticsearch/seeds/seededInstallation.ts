/** What a seed makes of an installation before it is backed up: how large it is, and what people have done to it. */
import { Component } from "@camunda-backup/core"
import { type InstallationOptions, type SeededRandom } from "@camunda-backup/testkit/installation"
import type { Ask } from "./ask.ts"

export interface Seeded {
  readonly component: Component.Component
  readonly prefix: string
  readonly options: InstallationOptions
}

const settings: readonly [
  Readonly<Record<string, string | number>>,
  ...ReadonlyArray<Readonly<Record<string, string | number>>>
] = [
  {},
  { refresh_interval: "30s" },
  { max_result_window: 50_000, "merge.policy.max_merged_segment": "1gb" },
  { "translog.durability": "async", "mapping.total_fields.limit": 1500 },
  { "search.slowlog.threshold.query.warn": "2s", max_ngram_diff: 3 }
]

const isOneIn = (random: SeededRandom, many: number): boolean => random.integer(many) === 0

export const seededInstallation = (random: SeededRandom, nth: string): Seeded => {
  const component = random.pick(Component.all)
  const prefix = `${random.pick(["", "acme-", "a.b_c-"])}s${nth}-${component}`
  const other = component === "operate" ? "tasklist" : "operate"
  return {
    component,
    prefix,
    options: {
      components: [component],
      prefixes: { [component]: prefix, [other]: `none-${prefix}` },
      documentsPerIndex: random.integer(40),
      datedDays: random.integer(5),
      payloadBytes: isOneIn(random, 4) ? 2000 : 0,
      shards: 1 + random.integer(3),
      seed: random.integer(1_000_000),
      settings: random.pick(settings),
      varied: !isOneIn(random, 4),
      optionalIndices: isOneIn(random, 2)
    }
  }
}

/**
 * Not made by Camunda: aliases that lead and filter, documents that were deleted and routed, settings of single indices. Gives back the one that
 * is read-only then.
 */
export const touchUp = async (
  ask: Ask,
  random: SeededRandom,
  { prefix }: Seeded,
  open: readonly [string, ...ReadonlyArray<string>]
): Promise<string | null> => {
  const [leading, other] = [random.pick(open), random.pick(open)]
  const actions = [
    { add: { index: leading, alias: `${prefix}-written`, is_write_index: true } },
    ...(other === leading
      ? []
      : [{ add: { index: other, alias: `${prefix}-written`, is_write_index: false } }]),
    {
      add: {
        index: random.pick(open),
        alias: `${prefix}-some`,
        filter: { bool: { must: [{ term: { partitionId: 1 } }, { exists: { field: "key" } }] } },
        index_routing: "2",
        search_routing: "2,3",
        is_hidden: true
      }
    }
  ]
  await ask("POST", "/_aliases", { actions })
  await ask("PUT", `/${random.pick(open)}/_settings`, {
    index: { refresh_interval: "7s", "routing.allocation.total_shards_per_node": -1, priority: 100 }
  })
  const written = random.pick(open)
  await ask("PUT", `/${written}/_doc/${encodeURIComponent("ä/b c?")}?routing=x&refresh=true`, {
    id: "routed"
  })
  await ask("PUT", `/${written}/_doc/gone?refresh=true`, { id: "gone" })
  await ask("DELETE", `/${written}/_doc/gone?refresh=true`)
  if (isOneIn(random, 2)) await ask("PUT", `/${random.pick(open)}/_settings`, { "index.blocks.write": true })
  const closed = isOneIn(random, 2) ? random.pick(open) : null
  if (closed !== null) await ask("POST", `/${closed}/_close`)
  const readOnly = random.pick(open)
  // Whoever reads the installation opens what is closed, which a read-only index does not allow.
  if (readOnly === closed || !isOneIn(random, 2)) return null
  await ask("PUT", `/${readOnly}/_settings`, { "index.blocks.read_only": true })
  return readOnly
}
