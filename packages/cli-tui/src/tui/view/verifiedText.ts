/** What the last drill of a backup found, as a cell of the list and as a sentence. */
import { type Component, Quantities, type Verification } from "@camunda-backup/core"
import type { Model } from "../model/Model.ts"
import { openRestoreOf } from "../model/Restoring.ts"
import type { Row } from "../model/Row.ts"
import { lastDrill, lastDrills } from "../model/Verified.ts"
import { type Span, span } from "./Line.ts"
import type { Pen } from "./Pen.ts"

const isSample = (x: Verification.Verification): boolean => x.indices < x.ofIndices

export const verifiedWidth = 8

/** Never cut: `3 of 4…` would be another number. */
const sampleOf = (some: number, all: number): string =>
  [`${some} of ${all}`, `${some}/${all}`].find((x) => x.length <= verifiedWidth) ?? "sample"

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((a, b) => a + b, 0)

/** All components together: the worst of them. A backup of which only one component was drilled is verified partly. */
export const verifiedCell = (model: Model, row: Row, pen: Pen): Span => {
  if (model.options.components.some((x) => isDrilling(model, x, row))) return span("drilling", "running")
  const all = lastDrills(model, row)
  const found = all.flatMap((x) => (x === "never" || x === "unknown" ? [] : [x]))
  if (found.some((x) => x.result === "damaged")) return span("DAMAGED", "bad")
  if (found.some((x) => x.result === "differs")) return span("differs", "bad")
  if (all.includes("unknown")) return span("?", "muted")
  if (found.length === 0) return span(pen.unknown, "muted")
  if (found.length < all.length) return span("partly", "warn")
  if (found.some(isSample))
    return span(sampleOf(sum(found.map((x) => x.indices)), sum(found.map((x) => x.ofIndices))), "warn")
  return span(`${Quantities.shortDuration(model.now - Math.min(...found.map((x) => x.at)))} ago`, "ok")
}

const isDrilling = (model: Model, component: Component.Component, row: Row): boolean =>
  openRestoreOf(model, component, row)?.restore.plan.target._tag === "Drill"

const wordsOf = (model: Model, x: Verification.Verification): Span => {
  const ago = `${Quantities.shortDuration(model.now - x.at)} ago`
  const reason = x.reason === null ? "" : `: ${x.reason}`
  switch (x.result) {
    case "damaged":
      return span(`DAMAGED, by a drill ${ago}${reason}`, "bad")
    case "differs":
      return span(`differs, by a drill ${ago}${reason}`, "bad")
    case "verified":
      return span(
        `verified ${ago}, ${isSample(x) ? "a sample: " : ""}${x.indices} of ${Quantities.count(x.ofIndices, "index", "indices")}`,
        isSample(x) ? "warn" : "ok"
      )
  }
}

/** `verified 2h ago, 40 of 40 indices`; `null` where there is nothing to say: no backup, or not read yet. */
export const verifiedWords = (model: Model, component: Component.Component, row: Row): Span | null => {
  if (!row.backups.has(component)) return null
  const last = lastDrill(model, component, row)
  if (last === "unknown") return null
  return last === "never" ? span("never verified by a drill", "muted") : wordsOf(model, last)
}
