/** The progress of a backup, in lines: one block that is redrawn at a terminal, elsewhere one line per finished part. */
import { type BackupDetails, BackupId, Quantities } from "@camunda-backup/core"
import type { Look } from "./Look.ts"

type Details = BackupDetails.BackupDetails

const barOf = (done: number, total: number, width: number): string => {
  const filled = total === 0 ? 0 : Math.round((done / total) * width)
  return `[${"#".repeat(filled)}${".".repeat(width - filled)}]`
}

const currentOf = ({ progress }: Details): string => {
  const { current, bytesPerSecond, remainingMillis, stalledSince } = progress
  const facts = [
    current === null
      ? null
      : `part ${current.part}: ${current.shards.done}/${Quantities.count(current.shards.total, "shard")}`,
    current === null || current.bytes.total === 0
      ? null
      : `${Quantities.bytes(current.bytes.done)} of ${Quantities.bytes(current.bytes.total)}`,
    bytesPerSecond === null ? null : `${Quantities.bytes(bytesPerSecond)}/s`,
    remainingMillis === null ? null : `about ${Quantities.duration(remainingMillis)} left`,
    stalledSince === null ? null : "STALLED: nothing has finished for a while"
  ]
  return facts.filter((x) => x !== null).join(", ")
}

/** One line per component, at most as wide as the terminal. */
export const block = (looks: ReadonlyArray<Look>, columns: number): ReadonlyArray<string> =>
  looks.map(({ component, details }) => {
    if (details === null) return `${component}: not found`.slice(0, columns)
    const { done, total } = details.progress.parts
    const head = `${component.padEnd(8)} ${details.backup.state.padEnd(11)} ${barOf(done, total, 12)} ${done}/${total}`
    return `${head} ${currentOf(details)}`.trimEnd().slice(0, columns)
  })

/** How things stand, in one line. */
export const summary = (looks: ReadonlyArray<Look>): string =>
  looks
    .map(({ component, details }) => {
      if (details === null) return `${component} not found`
      const { done, total } = details.progress.parts
      const current = currentOf(details)
      return `${component} ${details.backup.state}, ${done}/${Quantities.count(total, "part")}${current === "" ? "" : `, ${current}`}`
    })
    .join("; ")

interface DonePart {
  readonly key: string
  readonly line: string
}

const doneParts = (looks: ReadonlyArray<Look>): ReadonlyArray<DonePart> => {
  const total = looks.reduce((sum, x) => sum + (x.details?.parts.length ?? 0), 0)
  const all = looks.flatMap(({ details }) => details?.parts ?? [])
  return all
    .filter((x) => x.finishedAt !== null && x.state !== "PLANNED" && x.state !== "MISSING")
    .toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0))
    .map((x, i) => ({
      key: x.snapshot,
      line: [
        `[${String(i + 1).padStart(String(total).length)}/${total}] ${x.snapshot}  ${x.state}`,
        x.shards === null ? "" : `${x.shards.successful}/${Quantities.count(x.shards.total, "shard")}`,
        x.bytes === null ? "" : Quantities.bytes(x.bytes),
        x.startedAt === null || x.finishedAt === null ? "" : Quantities.took(x.finishedAt - x.startedAt)
      ]
        .filter((word) => word !== "")
        .join("  ")
    }))
}

/** The parts that are done and have not been reported. `told` remembers them. */
export const newParts = (looks: ReadonlyArray<Look>, told: Set<string>): ReadonlyArray<string> =>
  doneParts(looks)
    .filter(({ key }) => !told.has(key) && told.add(key).size > 0)
    .map((x) => x.line)

/** The last line: how it ended. */
export const conclusion = (backupId: BackupId.BackupId, looks: ReadonlyArray<Look>): string => {
  const words = looks.map(({ component, details }) =>
    details === null ? `${component} not found` : `${component} ${details.backup.state}`
  )
  return `backup ${BackupId.format(backupId)}: ${words.join(", ")}. Not included: Zeebe, Optimize.`
}
