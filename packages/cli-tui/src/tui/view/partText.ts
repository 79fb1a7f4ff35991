/** One part with all that is known of it. */
import { Quantities, Snapshot } from "@camunda-backup/core"
import { detailParts } from "../model/detailParts.ts"
import type { Model } from "../model/Model.ts"
import { ofPart } from "../theme/glyphs.ts"
import { labelled, type Line, line, span } from "./Line.ts"
import { penOf, signed } from "./Pen.ts"

export const partText = (model: Model, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  const found = detailParts(model)[model.detail.index]
  if (found === undefined) return [line(span("This part is no longer there.", "warn"))]
  const { part } = found
  const field = (label: string, text: string | null) =>
    text === null ? [] : labelled(label.padEnd(10), "muted", text, width)
  return [
    ...field("Snapshot", part.snapshot),
    line(span("State".padEnd(10), "muted"), signed(ofPart[part.state], part.state, pen)),
    ...(part.damaged
      ? labelled("".padEnd(10), "bad", "The repository is damaged: it cannot be read.", width, "bad")
      : []),
    ...field("Started", part.startedAt === null ? null : `${Quantities.utc(part.startedAt)} UTC`),
    ...field(
      "Took",
      part.startedAt === null || part.finishedAt === null
        ? null
        : Quantities.took(part.finishedAt - part.startedAt)
    ),
    ...field(
      "Shards",
      part.shards === null
        ? null
        : `${part.shards.successful} of ${part.shards.total}, ${part.shards.failed} failed`
    ),
    ...field(
      "Size",
      part.bytes === null ? null : `${Quantities.bytes(part.bytes)}, partly shared with other backups`
    ),
    ...part.failures.flatMap((x) =>
      labelled("Failure".padEnd(10), "bad", Snapshot.describeFailure(x), width)
    ),
    line(""),
    ...(part.indices === null
      ? [line(span("Its indices are not known.", "muted"))]
      : [
          line(span(Quantities.count(part.indices.length, "index", "indices"), "title")),
          ...part.indices.map((x) => line(`  ${x}`))
        ])
  ]
}
