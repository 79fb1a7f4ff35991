/** The screen in sentences, one thing per line and without borders, for a screen reader. */
import { BackupGroup, Quantities } from "@camunda-backup/core"
import { bodyHeight } from "../model/layout.ts"
import { type Model, screenOf } from "../model/Model.ts"
import { openRestores } from "../model/Restoring.ts"
import type { Row } from "../model/Row.ts"
import { newestGood } from "../model/Selection.ts"
import { progressSentence } from "../../text/restoreText.ts"
import { footerBindings } from "./footerLine.ts"
import { bodyOf, titleOf } from "./frame.ts"
import { messageLine } from "./messageLine.ts"
import { textOfLine } from "./Line.ts"
import { verifiedWords } from "./verifiedText.ts"

const width = 200

const rowWords = (model: Model, row: Row, i: number): string => {
  const states = [...row.backups].map(([component, x]) => {
    const { done, total } = BackupGroup.countParts([x])
    return `${component} ${x.state.toLowerCase().replaceAll("_", " ")}, ${done} of ${total ?? "unknown"} parts`
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

const body = (model: Model): ReadonlyArray<string> => {
  if (screenOf(model) !== "list" || model.dialog !== null || model.input !== null || model.rows.length === 0)
    return bodyOf(model, width)
      .slice(0, bodyHeight(model.size))
      .map((x) => textOfLine(x).trim())
  const good = newestGood(model)
  return [
    `${Quantities.count(model.visible.length, "backup")}. Newest good backup: ${good === null ? "none" : good.key}.`,
    ...model.visible
      .slice(model.list.top, model.list.top + bodyHeight(model.size) - 4)
      .map((x, i) => rowWords(model, x, model.list.top + i))
  ]
}

export const spoken = (model: Model): ReadonlyArray<string> => {
  const away =
    model.refresh.failures > 0 ? ["The server does not answer; this is what was known before."] : []
  const restores =
    model.toast === null && model.input === null
      ? openRestores(model).flatMap(({ status }) => (status === null ? [] : [progressSentence(status)]))
      : []
  const message = restores.length > 0 ? restores.join(" ") : textOfLine(messageLine(model, width)).trim()
  const keys = footerBindings(model).map(
    (x) => `${x.keys[0] === "?" ? "question mark" : (x.keys[0] ?? "")} ${x.word}`
  )
  return [
    `camunda-backup, ${titleOf(model)}, ${model.options.server}.`,
    ...away,
    ...body(model).filter((x) => x !== ""),
    ...(message === "" ? [] : [message]),
    `Keys: ${keys.join(", ")}.`
  ]
}
