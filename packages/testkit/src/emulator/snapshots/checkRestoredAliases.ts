import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { IndexImage } from "./Snapshot.ts"

/** Throws where an alias that comes back would have the name of an index. */
export const checkRestoredAliases = (
  cluster: IndexState & ServerNode,
  targets: ReadonlyMap<string, readonly [source: string, image: IndexImage]>
): void => {
  for (const [target, [, image]] of targets)
    for (const alias of image.aliases.keys())
      if (cluster.indices.has(alias) || targets.has(alias))
        throw new ElasticsearchError(
          500,
          "illegal_state_exception",
          `index, alias, ${cluster.traits.hasViews ? "data stream, view, and dataset" : "and data stream"} names need to be unique, ` +
            `but the following duplicates were found [${alias} (alias of [${target}/${image.uuid}]) conflicts with index]`
        )
}
