/** The columns of the list: each says how to show a row. Those that matter least go first where there is no room; ids are never cut. */
import { BackupGroup, BackupId, type Component, Quantities } from "@camunda-backup/core"
import { factsKey, type Model } from "../model/Model.ts"
import type { Row } from "../model/Row.ts"
import { isUnread } from "../model/Selection.ts"
import { bytesOf } from "../model/visibleRows.ts"
import { absent, deleting, ofBackup } from "../theme/glyphs.ts"
import { type Span, span } from "./Line.ts"
import { glyph, type Pen, signed } from "./Pen.ts"
import { verifiedCell, verifiedWidth } from "./verifiedText.ts"

export interface Column {
  readonly heading: string
  readonly width: number
  readonly align: "left" | "right"
  readonly show: (row: Row) => Span
}

interface Candidate extends Column {
  /** The highest goes first; 0 stays. */
  readonly rank: number
  /** It can do with less. */
  readonly least?: number
}

const statusOf = (model: Model, component: Component.Component, row: Row, pen: Pen): Span => {
  const backup = row.backups.get(component)
  if (backup === undefined)
    return isUnread(model, component, row) ? span(pen.more, "muted") : signed(absent, "none", pen)
  if (model.doing.get(factsKey(component, row.key)) === "delete") return signed(deleting, "DELETING", pen)
  return signed(ofBackup[backup.state], backup.state, pen)
}

const partsOf = ({ group }: Row): string => {
  const { done, total } = BackupGroup.countParts(group.backups)
  return total === null ? "" : `${done}/${total}`
}

/** From the start of the first part to the end of the last, of all components; until now while it runs. */
const tookOf = (model: Model, row: Row): string => {
  if (row.startedAt === null) return ""
  if (row.state === "IN_PROGRESS") return Quantities.took(model.now - row.startedAt)
  let end: number | null = null
  for (const component of row.backups.keys()) {
    const finished = model.facts.get(factsKey(component, row.key))?.details.finishedAt ?? null
    if (finished === null) return ""
    end = Math.max(end ?? 0, finished)
  }
  return end === null ? "" : Quantities.took(end - row.startedAt)
}

/** As wide as the names of the components. */
const wideWidth = 8

/** The sign and the parts: `✔ 6/6`. */
const signOf = (model: Model, component: Component.Component, row: Row, pen: Pen): Span => {
  const backup = row.backups.get(component)
  const status = statusOf(model, component, row, pen)
  if (backup === undefined) return status
  const { done, total } = BackupGroup.countParts([backup])
  return span(`${status.text.split(" ")[0] ?? ""} ${done}/${total ?? "?"}`, status.role)
}

const candidates = (model: Model, pen: Pen): ReadonlyArray<Candidate> => {
  const shown = model.visible.slice(model.list.top, model.list.top + model.size.rows)
  const longestId = shown.reduce((a, x) => Math.max(a, x.key.length), 10)
  const longestVersion = shown.reduce((a, x) => Math.max(a, x.versions[0]?.length ?? 0), 7)
  const known = (text: string): Span => (text === "" ? span(pen.unknown, "muted") : span(text))
  const state = (component: Component.Component): Candidate => ({
    heading: component.toUpperCase(),
    width: model.wide ? wideWidth : pen.isAscii ? 15 : 14,
    ...(model.wide ? {} : { least: wideWidth }),
    align: "left",
    rank: 0,
    show: (row) => (model.wide ? signOf(model, component, row, pen) : statusOf(model, component, row, pen))
  })
  const parts: Candidate = {
    heading: "PARTS",
    width: 5,
    align: "right",
    rank: 3,
    show: (row) => known(partsOf(row))
  }
  return [
    {
      heading: "BACKUP ID",
      width: longestId,
      align: "left",
      rank: 0,
      show: (row) => span(BackupId.format(row.backupId))
    },
    ...model.options.components.map(state),
    // What a drill found outlives the other facts where there is no room: it alone says that a backup is not to be relied on.
    ...(model.verified.of.size === 0
      ? []
      : [
          {
            heading: "VERIFIED",
            width: verifiedWidth,
            align: "left",
            rank: 0,
            show: (row) => verifiedCell(model, row, pen)
          } satisfies Candidate
        ]),
    ...(model.wide ? [] : [parts]),
    {
      heading: "VERSION",
      width: longestVersion,
      align: "left",
      rank: 2,
      show: (row) => (row.versions.length > 1 ? span("differs", "warn") : known(row.versions[0] ?? ""))
    },
    {
      heading: "AGE",
      width: 4,
      align: "right",
      rank: 1,
      show: (row) => known(row.startedAt === null ? "" : Quantities.shortDuration(model.now - row.startedAt))
    },
    { heading: "TOOK", width: 7, align: "right", rank: 4, show: (row) => known(tookOf(model, row)) },
    {
      heading: "SIZE",
      width: 9,
      align: "right",
      rank: 5,
      show: (row) => {
        const size = bytesOf(row, model.facts)
        return known(size === null ? "" : Quantities.bytes(size))
      }
    },
    {
      heading: "STARTED (UTC)",
      width: 19,
      align: "left",
      rank: 6,
      show: (row) => known(row.startedAt === null ? "" : Quantities.utc(row.startedAt))
    }
  ]
}

/** A reason that is cut after fewer is not worth its room. */
const leastReason = 24

const reasonsOf = ({ backups }: Row): string =>
  [...new Set([...backups.values()].flatMap((x) => (x.reason === null ? [] : [x.reason])))].join(" ")

/** In what the other columns leave, when a row that is shown has one. */
const withReason = (columns: ReadonlyArray<Column>, model: Model, width: number): ReadonlyArray<Column> => {
  const room = width - total(columns) - gap
  const shown = model.visible.slice(model.list.top, model.list.top + model.size.rows)
  return room < leastReason || shown.every((x) => reasonsOf(x) === "")
    ? columns
    : [
        ...columns,
        { heading: "REASON", width: room, align: "left", show: (row) => span(reasonsOf(row), "warn") }
      ]
}

const gap = 2

const total = (columns: ReadonlyArray<Column>): number =>
  columns.reduce((sum, x) => sum + x.width, 0) + gap * Math.max(0, columns.length - 1)

/** One that can do with less gives a character before another column goes. */
const tight = (columns: ReadonlyArray<Column & { readonly least?: number }>): number =>
  total(columns) - columns.filter((x) => x.least !== undefined).length

/** As many columns as fit, in order. */
export const columnsFor = (model: Model, width: number, pen: Pen): ReadonlyArray<Column> => {
  let kept = candidates(model, pen)
  while (tight(kept) > width) {
    const rank = Math.max(...kept.map((x) => x.rank))
    if (rank === 0) break
    kept = kept.filter((x) => x.rank !== rank)
  }
  const over = total(kept) - width
  const elastic = kept.filter((x) => x.least !== undefined).length
  return over <= 0
    ? withReason(kept, model, width)
    : kept.map((x) =>
        x.least === undefined ? x : { ...x, width: Math.max(x.least, x.width - Math.ceil(over / elastic)) }
      )
}

/** `operate 6/6 ✔`. */
export const shortProgress = (row: Row, component: Component.Component, pen: Pen): string => {
  const backup = row.backups.get(component)
  if (backup === undefined) return ""
  const { done, total } = BackupGroup.countParts([backup])
  return `${component} ${done}/${total ?? "?"} ${glyph(ofBackup[backup.state], pen)}`
}
