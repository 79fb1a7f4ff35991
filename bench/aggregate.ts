/** Grouping, ordering and judging snapshots that are in memory: how many a second, and how that grows with their number. */
import { Backup, BackupState, type CamundaVersion, type Snapshot, SnapshotName } from "@camunda-backup/core"
import { median } from "./medians.ts"
import type { Row } from "./Row.ts"

const sizes = [1000, 10_000, 100_000, 1_000_000]
const aimPerSecond = 1_000_000

const snapshots = (n: number): ReadonlyArray<Snapshot.Snapshot> =>
  Array.from({ length: n }, (_, i) => {
    const parsed = {
      component: "operate" as const,
      backupId: BigInt(1_700_000_000 + Math.floor(i / 6)) as Snapshot.Snapshot["backupId"],
      version: "8.7.2" as CamundaVersion.CamundaVersion,
      part: (i % 6) + 1,
      count: 6
    }
    return {
      ...parsed,
      name: SnapshotName.format(parsed),
      uuid: `u${i}`,
      state: "SUCCESS",
      startTime: 1_700_000_000_000 + Math.floor(i / 3) * 200,
      failures: [],
      indices: null,
      attempt: null,
      damaged: false
    }
  })

const perSecond = (n: number): number => {
  const input = snapshots(n)
  const runs = Math.max(5, Math.ceil(200_000 / n))
  const rates = Array.from({ length: runs + 2 }, () => {
    const started = performance.now()
    const backups = Backup.group("operate", Backup.sortNewestFirst(input), () => BackupState.unknown)
    const taken = performance.now() - started
    if (backups.length !== Math.ceil(n / 6)) throw new Error("wrong")
    return n / (taken / 1000)
  })
  return median(rates.slice(2))
}

export const aggregate = (): ReadonlyArray<Row> => {
  const rates = sizes.map((n) => [n, perSecond(n)] as const)
  const first = rates[0]?.[1] ?? 0
  return rates.map(([n, rate]) => ({
    what: `aggregation of ${n} snapshots`,
    ours: `${(rate / 1e6).toFixed(2)} M/s`,
    bare: "",
    result: `${(first / rate).toFixed(2)}x the time a snapshot of 1000`,
    aim: "≥ 1 M/s, linear",
    met: rate >= aimPerSecond
  }))
}
