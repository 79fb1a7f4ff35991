import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Index } from "./Index.ts"

/** What a request wants to do with an index. */
export type BlockLevel = "read" | "write" | "metadata read" | "metadata write"

interface Block {
  readonly setting: string
  readonly levels: readonly BlockLevel[]
  readonly text: string
  readonly status: 403 | 429
}

const forbidden = (id: number, name: string, text: string, levels: readonly BlockLevel[]): Block => ({
  setting: `index.blocks.${name}`,
  levels,
  text: `[FORBIDDEN/${id}/${text} (api)]`,
  status: 403
})

const floodStage = "disk usage exceeded flood-stage watermark, index has read-only-allow-delete block"

const blocks = (help: string): readonly Block[] => [
  forbidden(5, "read_only", "index read-only", ["write", "metadata write"]),
  forbidden(7, "read", "index read", ["read"]),
  forbidden(8, "write", "index write", ["write"]),
  forbidden(9, "metadata", "index metadata", ["metadata read", "metadata write"]),
  {
    setting: "index.blocks.read_only_allow_delete",
    levels: ["write"],
    text: `[TOO_MANY_REQUESTS/12/${floodStage}; for more information, see ${help}]`,
    status: 429
  }
]

/** Names that `PUT /{index}/_block/{name}` takes. */
export const blockNames: ReadonlySet<string> = new Set(["read_only", "read", "write", "metadata"])

const blocked = (status: number, texts: readonly string[], index?: string): ElasticsearchError =>
  new ElasticsearchError(
    status,
    "cluster_block_exception",
    `${index === undefined ? "" : `index [${index}] `}blocked by: ${texts.map((text) => `${text};`).join("")}`
  )

/** Throws for the first index whose settings forbid this. */
export const checkBlocks = (cluster: Cluster, indices: Iterable<Index>, level: BlockLevel): void => {
  const known = blocks(cluster.traits.watermarkHelp)
  for (const index of indices) {
    const found = known.filter(
      ({ setting, levels }) => levels.includes(level) && index.settings.get(setting) === "true"
    )
    const status = found.some((block) => block.status === 403) ? 403 : 429
    if (found.length > 0)
      throw blocked(
        status,
        found.map(({ text }) => text),
        index.name
      )
  }
}

/** Throws while the cluster may only be read. `index` is told where the request is about one index's existence. */
export const checkClusterWritable = (cluster: Cluster, index?: string): void => {
  const setting = "cluster.blocks.read_only"
  const value = cluster.settings.transient.get(setting) ?? cluster.settings.persistent.get(setting)
  if (value === "true") throw blocked(403, ["[FORBIDDEN/6/cluster read-only (api)]"], index)
}

/** What an update says of a closed index; other writes have their own words for it. */
export const closedBlock = (index: Index): ElasticsearchError =>
  blocked(403, ["[FORBIDDEN/4/index closed]"], index.name)
