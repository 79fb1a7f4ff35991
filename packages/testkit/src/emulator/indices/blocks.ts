import type { IndexState } from "./IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { settingInForce } from "../cluster/defaultSettings.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Index } from "./Index.ts"
import { inJavaSetOrder } from "./inJavaSetOrder.ts"

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
  text: `FORBIDDEN/${id}/${text} (api)`,
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
    text: `TOO_MANY_REQUESTS/12/${floodStage}; for more information, see ${help}`,
    status: 429
  }
]

/** Names that `PUT /{index}/_block/{name}` takes. */
export const blockNames: ReadonlySet<string> = new Set(["read_only", "read", "write", "metadata"])

const clusterBlock = (status: number, reason: string): ElasticsearchError =>
  new ElasticsearchError(status, "cluster_block_exception", reason)

const told = (texts: readonly string[], index?: string): string =>
  `${index === undefined ? "" : `index [${index}] `}blocked by: [${texts.join(", ")}];`

const blocked = (status: number, texts: readonly string[], index?: string): ElasticsearchError =>
  clusterBlock(status, told(texts, index))

/** Throws when the settings of indices forbid this, and tells of all of them. */
export const checkBlocks = (
  cluster: Pick<IndexState & ServerNode, "traits">,
  indices: Iterable<Index>,
  level: BlockLevel
): void => {
  const error = blockedError(cluster, indices, level)
  if (error !== undefined) throw error
}

/** Throws for one of the indices that may not be searched: a search looks at one after the other. */
export const checkSearchable = (
  cluster: Pick<IndexState & ServerNode, "traits">,
  indices: Iterable<Index>
): void => {
  for (const index of indices) checkBlocks(cluster, [index], "read")
}

export const blockedError = (
  cluster: Pick<IndexState & ServerNode, "traits">,
  indices: Iterable<Index>,
  level: BlockLevel
): ElasticsearchError | undefined => {
  const known = blocks(cluster.traits.watermarkHelp).filter(({ levels }) => levels.includes(level))
  const found = new Map<string, readonly Block[]>()
  for (const index of indices) {
    const own = known.filter(({ setting }) => index.settings.get(setting) === "true")
    if (own.length > 0) found.set(index.name, own)
  }
  if (found.size === 0) return undefined
  const status = [...found.values()].flat().some((block) => block.status === 403) ? 403 : 429
  const reasons = inJavaSetOrder([...found.keys()]).map((name) =>
    told(
      (found.get(name) ?? []).map(({ text }) => text),
      name
    )
  )
  return clusterBlock(status, reasons.join(""))
}

/** As `checkClusterWritable`, for what makes room: one of the two blocks lets it through. */
export const checkClusterDeletable = (cluster: IndexState & ServerNode, index: string): void => {
  const [readOnly] = clusterBlocks
  if (settingInForce(cluster, readOnly[0]) === "true") throw blocked(403, [readOnly[1]], index)
}

/** Throws while the cluster may only be read. `index` is told where the request is about one index's existence. */
export const checkClusterWritable = (cluster: IndexState & ServerNode, index?: string): void => {
  const isSet = (setting: string): boolean =>
    (cluster.settings.transient.get(setting) ?? cluster.settings.persistent.get(setting)) === "true"
  const texts = clusterBlocks.filter(([setting]) => isSet(setting)).map(([, text]) => text)
  if (texts.length > 0) throw blocked(403, texts, index)
}

const clusterBlocks = [
  ["cluster.blocks.read_only", "FORBIDDEN/6/cluster read-only (api)"],
  ["cluster.blocks.read_only_allow_delete", "FORBIDDEN/13/cluster read-only / allow delete (api)"]
] as const

/** What an update says of a closed index; other writes have their own words for it. */
export const closedBlock = (index: Index): ElasticsearchError =>
  blocked(403, ["FORBIDDEN/4/index closed"], index.name)
