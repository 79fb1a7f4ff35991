import {
  type Attempt,
  type BackupDetails,
  BackupId,
  LeftOut,
  Quantities,
  Snapshot
} from "@camunda-backup/core"
import { Option } from "effect"
import { printable } from "../../text/printable.ts"
import { moment, orDash } from "./cells.ts"
import { table } from "./table.ts"

type Part = BackupDetails.Part

const took = ({ startedAt, finishedAt }: Part): string =>
  startedAt === null || finishedAt === null ? "-" : Quantities.took(finishedAt - startedAt)

const rowOf = (x: Part, wide: boolean): ReadonlyArray<string> => [
  String(x.part),
  x.damaged ? "DAMAGED" : x.state,
  moment(x.startedAt),
  took(x),
  orDash(x.shards, ({ successful, total }) => `${successful}/${total}`),
  orDash(x.bytes, Quantities.bytes),
  ...(wide ? [orDash(x.indices, (indices) => indices.join(","))] : []),
  x.snapshot
]

/** A backup with one line per part, missing ones included, and what failed in them. */
export const detailsText = (details: BackupDetails.BackupDetails, wide: boolean): string => {
  const { attempt, backup, parts, progress, version } = details
  const { done, total } = progress.parts
  const title = `${backup.component} ${BackupId.format(backup.backupId)}: ${backup.state}, ${done}/${total} parts${version === null ? "" : `, Camunda ${version}`}\n`
  const reason = backup.reason === null ? "" : `${printable(backup.reason)}\n`
  const asked = Option.match(attempt, {
    onNone: () => "",
    onSome: (x) => `requested by ${printable(x.askedBy)} at ${moment(x.askedAt)}${endOf(x)}\n`
  })
  const proved = Option.match(details.verified, {
    onNone: () => "",
    onSome: (x) =>
      x.result === "verified"
        ? `verified at ${moment(x.at)}: ${x.indices} of ${x.ofIndices} indices, ${Quantities.bytes(x.bytes)}\n`
        : `NOT VERIFIED at ${moment(x.at)}: ${printable(x.reason ?? x.result)}\n`
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
  return title + reason + asked + proved + rows + failures.join("") + left.join("")
}

const endOf = ({ ended }: Attempt.Summary): string =>
  Option.match(ended, {
    onNone: () => "",
    onSome: ({ at, how, reason }) =>
      how === "Completed" ? `, completed at ${moment(at)}` : `, ended at ${moment(at)}: ${printable(reason)}`
  })
