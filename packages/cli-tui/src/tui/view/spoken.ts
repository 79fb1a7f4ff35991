/** The screen in sentences, without borders, for a screen reader: wrapped to the width of the terminal, because what is cut is not read. */
import { BackupGroup, Quantities } from "@camunda-backup/core"
import { bodyHeight, innerWidth, listHeight } from "../model/layout.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { openRestores } from "../model/Restoring.ts"
import { nextRun, nextWords, scheduleTroubles } from "../model/scheduleTroubles.ts"
import type { Row } from "../model/Row.ts"
import { isWhole, newestGood } from "../model/Selection.ts"
import { progressSentence } from "../../text/restoreText.ts"
import { extentWords } from "./extent.ts"
import { footerBindings } from "./footerLine.ts"
import { bodyOf, titleOf } from "./frame.ts"
import { messageLine } from "./messageLine.ts"
import { textOfLine, wrap } from "./Line.ts"
import { verifiedWords } from "./verifiedText.ts"

/** Sentences are made whole and wrapped at the end. */
const unbounded = 1000

const rowWords = (model: Model, row: Row, i: number): string => {
  const states = [...row.backups].map(([component, x]) => {
    const { done, total } = BackupGroup.countParts([x])
    return `${component} ${x.state.toLowerCase().replaceAll("_", " ")}, ${done} of ${total === null ? "unknown parts" : Quantities.count(total, "part")}`
  })
  const age = row.startedAt === null ? "not begun" : `${Quantities.duration(model.now - row.startedAt)} old`
  const selected = i === model.list.index ? ", selected" : ""
  const marked = model.marks.has(row.key) ? ", marked" : ""
  const drills = [...row.backups.keys()].flatMap((component) => {
    const words = verifiedWords(model, component, row)
    return words === null ? [] : [`${component} ${words.text.replace(/\.$/, "")}`]
  })
  const verified = drills.length === 0 ? "" : ` ${drills.join("; ")}.`
  return `Row ${i + 1} of ${model.visible.length}${selected}${marked}. Backup ${row.key}. ${states.join("; ")}. ${age}.${verified}`
}

const isList = (model: Model): boolean =>
  screenOf(model) === "list" && model.dialog === null && model.input === null && model.rows.length > 0

const body = (model: Model): ReadonlyArray<string> => {
  if (!isList(model))
    return bodyOf(model, innerWidth(model.size))
      .slice(0, bodyHeight(model.size))
      .map((x) => textOfLine(x).trim())
  const good = newestGood(model)
  return [
    `${isWhole(model) ? Quantities.count(model.visible.length, "backup") : `The newest ${Quantities.count(model.visible.length, "backup")}`}. Newest good backup: ${good === null ? (isWhole(model) ? "none" : "none among these") : good.key}.`,
    ...model.visible
      .slice(model.list.top, model.list.top + listHeight(model.size))
      .map((x, i) => rowWords(model, x, model.list.top + i))
  ]
}

/** As many of the lines as there is room for, with the one that is selected. */
const within = (
  lines: ReadonlyArray<ReadonlyArray<string>>,
  selected: number,
  room: number
): ReadonlyArray<string> => {
  const height = (from: number, to: number): number => lines.slice(from, to).flat().length
  let from = 0
  while (from < selected && height(from, selected + 1) > room) from++
  return lines.slice(from).flat().slice(0, room)
}

export const spoken = (model: Model): ReadonlyArray<string> => {
  const { columns, rows } = model.size
  const wrapped = (x: string): ReadonlyArray<string> => wrap(x, columns)
  const away =
    model.refresh.failures > 0 ? ["The server does not answer; this is what was known before."] : []
  const schedules = [
    ...scheduleTroubles(model).map((x) => `${x.words.replace(/\.$/, "")}.`),
    ...[nextRun(model)].flatMap((x) => (x === null ? [] : [`Next ${nextWords(model, x)}.`]))
  ]
  const restores =
    model.toast === null && model.input === null
      ? openRestores(model).flatMap(({ status }) => (status === null ? [] : [progressSentence(status)]))
      : []
  const message = restores.length > 0 ? restores.join(" ") : textOfLine(messageLine(model, unbounded)).trim()
  const keys = footerBindings(model).map(
    (x) => `${x.keys[0] === "?" ? "question mark" : (x.keys[0] ?? "")} ${x.word}`
  )
  const head = [`camunda-backup, ${titleOf(model)}, ${model.options.server}.`, ...away, ...schedules].flatMap(
    wrapped
  )
  const tail = [...(message === "" ? [] : [message]), `Keys: ${keys.join(", ")}.`].flatMap(wrapped)
  const lines = body(model)
    .filter((x) => x !== "")
    .map(wrapped)
  // The last line stays free: a screen that is full to it scrolls at every change.
  const room = rows - 1 - head.length - tail.length
  // Keys are named by words.
  const extent = extentWords({ ...model, options: { ...model.options, ascii: true } }, innerWidth(model.size))
  const isCut = extent !== "" || lines.flat().length > room
  const more = isCut ? wrapped(`There is more: ${extent === "" ? "down pgdn" : extent}.`) : []
  // Before the rows of the list stands how many there are.
  const selected = isList(model) ? model.list.index - model.list.top + 1 : 0
  return [...head, ...within(lines, selected, Math.max(1, room - more.length)), ...more, ...tail]
}
