import { AskedFor, IndexCatalog, IndexExpression, SnapshotStore } from "@camunda-backup/core"
import { expectOk } from "../../installation/request.ts"
import { aPart } from "../aPart.ts"
import type { StoreWorld } from "../StoreWorld.ts"
import { mains, type TwinCase } from "./TwinCase.ts"

export interface TwinWorld extends StoreWorld {
  readonly url: string
  readonly repository: string
}

/** What the core says that a part holds, and what a snapshot that was taken does; names with `$` for the prefix. */
export interface TwinOutcome {
  readonly expression: ReadonlyArray<string>
  readonly core: ReadonlyArray<string>
  readonly elasticsearch: ReadonlyArray<string>
}

/** Of data streams, once for a server. */
export const prepareStreams = async ({ url }: TwinWorld): Promise<void> => {
  for (const [name, pattern, stream] of [
    ["twin-stream", "*_stream", {}],
    ["twin-hstream", "*_hstream", { hidden: true }]
  ] as const)
    await expectOk(
      url,
      "PUT",
      `/_index_template/${name}`,
      JSON.stringify({
        index_patterns: [pattern],
        data_stream: stream,
        priority: 900,
        template: { settings: { number_of_replicas: 0 } }
      })
    )
}

const build = async (url: string, prefix: string, it: TwinCase): Promise<void> => {
  const named = (name: string): string => name.replaceAll("$", prefix)
  const send = (method: "PUT" | "POST", path: string, body: unknown) =>
    expectOk(url, method, path, JSON.stringify(body))
  await Promise.all(
    it.indices.map(({ hidden, name }) =>
      send("PUT", `/${named(name)}?wait_for_active_shards=1`, {
        settings: { number_of_shards: 1, number_of_replicas: 0, ...(hidden ? { "index.hidden": true } : {}) }
      })
    )
  )
  for (const stream of it.streams)
    await send("POST", `/${named(stream)}/_doc`, { "@timestamp": "2024-01-01T00:00:00Z" })
  if (it.aliases.length > 0)
    await send("POST", "/_aliases", {
      actions: it.aliases.flatMap(({ hidden, indices, name }) =>
        indices.map((x) => ({
          add: { index: named(x), alias: named(name), ...(hidden ? { is_hidden: true } : {}) }
        }))
      )
    })
  const closed = it.indices.filter((x) => x.closed).map((x) => named(x.name))
  if (closed.length > 0) await expectOk(url, "POST", `/${closed.join()}/_close`)
}

/**
 * The parts in the form of a plan: the main indices that exist by name, and the dated ones, of each main index by itself or, as in a part of
 * several names, of all at once. There an alias of one can lead to what the exclusion of another took away.
 */
const askingOf = (
  prefix: string,
  catalog: IndexExpression.Catalog,
  together: boolean
): ReadonlyArray<AskedFor.Asking> => {
  const names = mains.map((x) => x.replaceAll("$", prefix))
  const datedOf = (x: string) => [`${x}*`, `-${x}`] as const
  const [first, second] = names.map(datedOf)
  const main = (x: string): ReadonlyArray<AskedFor.Asking> =>
    IndexExpression.exists(x, catalog) ? [{ expression: [x], dated: false }] : []
  return together && first !== undefined && second !== undefined
    ? [...names.flatMap(main), { expression: [...first, ...second], dated: true }]
    : names.flatMap((x) => [...main(x), { expression: datedOf(x), dated: true }])
}

/** Builds the case under a prefix of its own, takes its parts, and leaves nothing behind but snapshots and data streams. */
export const liveTwinCase = async (
  world: TwinWorld,
  it: TwinCase,
  number: number
): Promise<ReadonlyArray<TwinOutcome>> => {
  const prefix = ["t$", "t.$", "t-$", "t_$"][number % 4]?.replace("$", String(number)) ?? ""
  const shown = (names: Iterable<string>): ReadonlyArray<string> =>
    [...names].map((x) => x.replaceAll(prefix, "$")).toSorted()
  await build(world.url, prefix, it)
  const catalog = await world.runtime.runPromise(IndexCatalog.use((x) => x.list(prefix)))
  const outcomes: Array<TwinOutcome> = []
  for (const [i, { expression, indices }] of AskedFor.askedFor(
    askingOf(prefix, catalog, it.together),
    catalog
  ).entries()) {
    const request = aPart(BigInt(number * 10 + i), expression)
    const created = await world.runtime.runPromise(
      SnapshotStore.use((store) => store.create(world.repository, request))
    )
    outcomes.push({
      expression: expression.map((x) => x.replaceAll(prefix, "$")),
      core: shown(indices),
      elasticsearch: created._tag === "Answered" ? shown(created.snapshot.indices ?? []) : [created._tag]
    })
  }
  const names = it.indices.map((x) => x.name.replaceAll("$", prefix))
  if (names.length > 0) await expectOk(world.url, "DELETE", `/${names.join()}`)
  return outcomes
}
