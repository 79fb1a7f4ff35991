import {
  Annotation,
  type Attempt,
  Backup,
  type BackupDetails,
  BackupId,
  LeftOut,
  Quantities,
  Snapshot
} from "@camunda-backup/core"
import { Option } from "effect"
import { printable } from "../../text/printable.ts"
import { wrapped } from "../../text/wrapped.ts"
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
  x.snapshot,
  // Last, because it is by far the longest: what stands behind it would be pushed off every screen.
  ...(wide ? [orDash(x.indices, (indices) => indices.join(", "))] : [])
]

/** A backup with one line per part, missing ones included, and what failed in them. */
export const detailsText = (
  details: BackupDetails.BackupDetails,
  wide: boolean,
  columns: number | null = null
): string => {
  const { attempt, backup, parts, progress, version } = details
  const { done, total } = progress.parts
  const title = `${backup.component} ${BackupId.format(backup.backupId)}: ${backup.state}, ${done}/${Quantities.count(total, "part")}${version === null ? "" : `, Camunda ${version}`}\n`
  const reason = backup.reason === null ? "" : `${printable(backup.reason)}\n`
  const asked = Option.match(attempt, {
    onNone: () => "",
    onSome: (x) => `requested by ${printable(x.askedBy)} at ${moment(x.askedAt)}${endOf(x)}\n`
  })
  const annotation = Backup.annotationOf(backup)
  const description =
    annotation.description === null ? "" : `description: ${printable(annotation.description)}\n`
  const labels = Annotation.formatLabels(annotation)
  const labelled = labels.length === 0 ? "" : `labels: ${printable(labels.join(" "))}\n`
  const proved = Option.match(details.verified, {
    onNone: () => "",
    onSome: (x) =>
      x.result === "verified"
        ? `verified at ${moment(x.at)}: ${x.indices} of ${Quantities.count(x.ofIndices, "index", "indices")}, ${Quantities.bytes(x.bytes)}\n`
        : `NOT VERIFIED at ${moment(x.at)}: ${printable(x.reason ?? x.result)}\n`
  })
  const header = [
    "PART",
    "STATE",
    "STARTED",
    "TOOK",
    "SHARDS",
    "SIZE",
    "SNAPSHOT",
    ...(wide ? ["INDICES"] : [])
  ]
  const rows =
    parts.length === 0
      ? ""
      : table(
          header,
          parts.map((x) => rowOf(x, wide)),
          columns
        )
  const failures = parts.flatMap((x) =>
    x.failures.map((failure) => `part ${x.part}: ${printable(Snapshot.describeFailure(failure))}\n`)
  )
  const left = (details.inNoPart ?? []).map((x) => `in no part: ${printable(LeftOut.describe(x))}\n`)
  const sentences = (texts: ReadonlyArray<string>): string => texts.map((x) => folded(x, columns)).join("")
  return (
    sentences([title, description, labelled, reason, asked, proved]) +
    rows +
    sentences([...failures, ...left])
  )
}

/** A line, or several below each other where the terminal would break it inside a word. */
const folded = (line: string, columns: number | null): string =>
  columns === null || line.length <= columns
    ? line
    : wrapped(line.trimEnd(), columns - 2)
        .map((x, i) => `${i === 0 ? "" : "  "}${x}\n`)
        .join("")

const endOf = ({ ended }: Attempt.Summary): string =>
  Option.match(ended, {
    onNone: () => "",
    onSome: ({ at, how, reason }) =>
      how === "Completed" ? `, completed at ${moment(at)}` : `, ended at ${moment(at)}: ${printable(reason)}`
  })
