import { type BackupDetails, BackupId, End, Attempt, LeftOut, Snapshot } from "@camunda-backup/core"
import { Option } from "effect"
import { printable } from "../../text/printable.ts"
import { bytes, duration } from "./quantities.ts"
import { table } from "./table.ts"
import { shortTime } from "./time.ts"

type Part = BackupDetails.Part

const orDash = <A>(value: A | null, show: (value: A) => string): string =>
  value === null ? "-" : show(value)

const took = ({ startedAt, finishedAt }: Part): string =>
  startedAt === null || finishedAt === null ? "-" : duration(finishedAt - startedAt)

const rowOf = (x: Part, wide: boolean): ReadonlyArray<string> => [
  String(x.part),
  x.damaged ? "DAMAGED" : x.state,
  shortTime(x.startedAt),
  took(x),
  orDash(x.shards, ({ successful, total }) => `${successful}/${total}`),
  orDash(x.bytes, bytes),
  ...(wide ? [orDash(x.indices, (indices) => indices.join(","))] : []),
  x.snapshot
]

/** A backup with a line for each part, also of those that are not there, and what failed in them. */
export const detailsText = (details: BackupDetails.BackupDetails, wide: boolean): string => {
  const { attempt, backup, parts, progress, version } = details
  const { done, total } = progress.parts
  const title = `${backup.component} ${BackupId.format(backup.backupId)}: ${backup.state}, ${done}/${total} parts${version === null ? "" : `, Camunda ${version}`}\n`
  const reason = backup.reason === null ? "" : `${printable(backup.reason)}\n`
  const asked = Option.match(attempt, {
    onNone: () => "",
    onSome: (x) => `asked for by ${printable(x.askedBy)} at ${shortTime(x.askedAt)}${endOf(x)}\n`
  })
  const header = [
    "PART",
    "STATE",
    "STARTED",
    "TOOK",
    "SHARDS",
    "SIZE",
    ...(wide ? ["INDICES"] : []),
    "SNAPSHOT"
  ]
  const rows =
    parts.length === 0
      ? ""
      : table(
          header,
          parts.map((x) => rowOf(x, wide))
        )
  const failures = parts.flatMap((x) =>
    x.failures.map((failure) => `part ${x.part}: ${printable(Snapshot.describeFailure(failure))}\n`)
  )
  const left = (details.inNoPart ?? []).map((x) => `in no part: ${printable(LeftOut.describe(x))}\n`)
  return title + reason + asked + rows + failures.join("") + left.join("")
}

const endOf = (attempt: Attempt.Attempt): string =>
  Option.match(Attempt.ended(attempt), {
    onNone: () => "",
    onSome: ({ at, how }) =>
      how._tag === "Completed"
        ? `, completed at ${shortTime(at)}`
        : `, ended at ${shortTime(at)}: ${printable(End.describe(how))}`
  })
