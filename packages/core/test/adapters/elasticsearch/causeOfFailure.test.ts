import { describe, expect, it } from "vitest"
import { causeOfFailure } from "../../../src/adapters/elasticsearch/causeOfFailure.ts"

const trace = (...causes: ReadonlyArray<string>): string =>
  [
    "failed shard on node [n]: failed recovery, failure org.elasticsearch.indices.recovery.RecoveryFailedException: [x][1]: Recovery failed on {n1}",
    "\tat org.elasticsearch.index.shard.IndexShard.lambda$executeRecovery$55(IndexShard.java:3872)",
    ...[
      "[x/uuid][[x][1]] org.elasticsearch.index.shard.IndexShardRecoveryException: failed recovery",
      "[x/uuid][[x][1]] org.elasticsearch.index.snapshots.IndexShardRestoreFailedException: failed to restore snapshot [s1/uuid]",
      ...causes
    ].flatMap((x) => [`Caused by: ${x}`, "\tat java.lang.Thread.run(Thread.java:1474)", "\t... 6 more"]),
    ""
  ].join("\n")

describe("the cause of a failed try", () => {
  it("is the innermost one, when it is alone", () => {
    const cause = "org.apache.lucene.index.CorruptIndexException: verification failed (hardware problem?)"
    expect(causeOfFailure(trace(cause))).toBe(cause)
  })

  it("is a chain in one line, when there are more", () => {
    expect(
      causeOfFailure(
        trace("a.SnapshotException: [r:s1/u] failed to read", "b.CorruptStateException: checksums")
      )
    ).toBe("a.SnapshotException: [r:s1/u] failed to read Caused by b.CorruptStateException: checksums")
  })

  it("is what is said first, when no cause follows", () => {
    expect(causeOfFailure("shard failure, reason [no disk]")).toBe("shard failure, reason [no disk]")
    expect(causeOfFailure(trace())).toMatch(/^failed shard on node \[n\].*on \{n1\}$/)
  })

  it("is cut off", () => {
    expect(causeOfFailure(trace("x".repeat(5000)))).toHaveLength(1000)
  })

  it("is none before the first try", () => {
    expect(causeOfFailure("restore_source[r/s1]")).toBeNull()
  })
})
