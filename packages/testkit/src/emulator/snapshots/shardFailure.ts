import type { FailedShard } from "../indices/FailedShard.ts"
import type { Index } from "../indices/Index.ts"
import { scalarText } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"
import type { ServerNode } from "../ServerNode.ts"
import { uuid } from "../uuid.ts"
import { shardFiles } from "./imageSize.ts"
import type { ShardDamage } from "./ShardDamage.ts"
import type { IndexImage, Snapshot } from "./Snapshot.ts"

interface LostShard {
  readonly repository: Repository
  readonly snapshot: Snapshot
  readonly image: IndexImage
  readonly damage: ShardDamage
}

/** What is said of a shard that did not come back. */
export const shardFailure = (
  cluster: ServerNode,
  index: Index,
  shard: number,
  lost: LostShard
): FailedShard => {
  const { traits } = cluster
  return {
    reason: "ALLOCATION_FAILED",
    at: cluster.now(),
    // What a file holds is found to be wrong once and for all; one that is missing is looked for again.
    attempts: lost.damage === "changed" || lost.damage === "truncated" ? 1 : 5,
    details: recoveryTrace(cluster, index, shard, "failed recovery", [
      `[${index.name}/${index.uuid}][[${index.name}][${shard}]] ` +
        `org.elasticsearch.index.snapshots.IndexShardRestoreFailedException: failed to restore snapshot ` +
        `[${lost.snapshot.name}/${lost.snapshot.uuid}]`,
      ...causes(cluster, shard, lost)
    ]),
    source: `${traits.projectPrefix}${lost.repository.name}:${lost.snapshot.name}/${lost.snapshot.uuid}`
  }
}

/** The exception as the server tells it, with its causes. */
export const recoveryTrace = (
  cluster: ServerNode,
  index: Index,
  shard: number,
  what: string,
  causes: readonly string[]
): string => {
  const { nodeId, nodeName, traits } = cluster
  const node = `{${nodeName}}{${nodeId}}{${nodeId}}{${nodeName}}{127.0.0.1}{127.0.0.1:9300}{cdfhilmrstw}{${traits.version}}`
  const chain = [
    `org.elasticsearch.indices.recovery.RecoveryFailedException: [${index.name}][${shard}]: Recovery failed on ${node}`,
    `[${index.name}/${index.uuid}][[${index.name}][${shard}]] org.elasticsearch.index.shard.IndexShardRecoveryException: ${what}`,
    ...causes
  ]
  const told = chain.map((one) => `${one}${frame}`).join("\nCaused by: ")
  return `failed shard on node [${nodeId}]: failed recovery, failure ${told}\n`
}

/** One of many: who reads the causes has to get past them. */
const frame = "\n\tat org.elasticsearch.index.shard.StoreRecovery.restore(StoreRecovery.java)"

const causes = (cluster: ServerNode, shard: number, lost: LostShard): readonly string[] => {
  const { repository, snapshot, damage } = lost
  const folder = `${cluster.pathRepo}/${scalarText(repository.settings["location"])}/indices/${uuid()}/${shard}`
  const noSuchFile = (name: string) => `java.nio.file.NoSuchFileException: ${folder}/${name}`
  if (damage === "missing") return [noSuchFile(`__${uuid()}`)]
  if (damage === "unlisted" || damage === "undescribed")
    return [
      `org.elasticsearch.snapshots.SnapshotMissingException: ` +
        `[${repository.name}:${snapshot.name}/${snapshot.uuid}] is missing`,
      noSuchFile(`snap-${snapshot.uuid}.dat`)
    ]
  return [corruption(cluster, lost)]
}

const corruption = ({ traits }: ServerNode, { image, damage }: LostShard): string => {
  const { bytes } = shardFiles(image).at(-1) ?? { bytes: 0 }
  const found =
    damage === "changed"
      ? `actual=9w6sob footer=<not checked> writtenLength=${bytes}`
      : `actual=<invalid length> footer=<invalid length> writtenLength=${Math.floor(bytes / 2)}`
  return (
    `org.apache.lucene.index.CorruptIndexException: verification failed (hardware problem?) : ` +
    `expected=1kf8c1l ${found} expectedLength=${bytes} ` +
    `(resource=name [_0.cfs], length [${bytes}], checksum [1kf8c1l], writtenBy [${traits.lucene}]) ` +
    "(resource=VerifyingIndexOutput(_0.cfs))"
  )
}
