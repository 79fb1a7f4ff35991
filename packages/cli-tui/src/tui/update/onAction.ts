/** What each key does. The keymap has decided before that it may. */
import { Quantities } from "@camunda-backup/core"
import type { ActionId } from "../model/ActionId.ts"
import { paletteEntries } from "../keymap/palette.ts"
import { type Model, screenOf, sorts, tabs } from "../model/Model.ts"
import { current } from "../model/Selection.ts"
import { askLists } from "./askLists.ts"
import { moveIt } from "./moves.ts"
import { back, open, show, showList, showOverview } from "./navigation.ts"
import { onCopying, openCopying } from "./onCopying.ts"
import { toMatch } from "./search.ts"
import type { Heights } from "../model/Heights.ts"
import { onConfirmation } from "./onConfirmation.ts"
import { openCancel, openCreate, openDelete, openDrill, openResume, openSchedule } from "./openDialog.ts"
import { selectNext } from "./onSchedules.ts"
import { onWizard } from "./onWizard.ts"
import { sweepNow } from "./told.ts"
import { openWizard } from "./openWizard.ts"
import { stay, type Updated, toast } from "./Updated.ts"
import { onInput } from "./typing.ts"

const cycled = <A>(all: ReadonlyArray<A>, now: A, by: number): A =>
  all[(all.indexOf(now) + by + all.length) % all.length] ?? now

const marked = (model: Model): Model => {
  const row = current(model)
  if (row === null) return model
  const marks = new Set(model.marks)
  if (!marks.delete(row.key)) marks.add(row.key)
  return { ...model, marks, list: { ...model.list, index: model.list.index + 1, key: null } }
}

const allMarked = (model: Model): Model => ({
  ...model,
  marks: model.visible.every((x) => model.marks.has(x.key))
    ? new Set()
    : new Set(model.visible.map((x) => x.key))
})

const rates = [1000, 2000, 5000, 10_000, 30_000, 60_000]

const rated = (model: Model, by: number): Model => {
  const { everyMillis } = model.refresh
  const at = rates.findIndex((x) => x >= everyMillis)
  const next =
    rates[Math.max(0, Math.min(rates.length - 1, (at < 0 ? rates.length - 1 : at) + by))] ?? everyMillis
  const refresh = { ...model.refresh, everyMillis: next, nextAt: model.now + next }
  return toast({ ...model, refresh }, "ok", `Read every ${Quantities.exactDuration(next)}.`)
}

const paused = (model: Model): Model => ({
  ...model,
  refresh: { ...model.refresh, paused: !model.refresh.paused }
})

const refreshed = (model: Model): Updated => {
  const [next, tasks] = askLists(sweepNow({ ...model, detailErrors: new Map() }))
  if (screenOf(next) === "schedules") return [next, [...tasks, { _tag: "Schedules" }]]
  return screenOf(next) === "check" && !next.check.running
    ? [{ ...next, check: { ...next.check, running: true } }, [...tasks, { _tag: "Check" }]]
    : [next, tasks]
}

const runEntry = (model: Model, heights: Heights): Updated => {
  const entry = paletteEntries(model)[model.input?.index ?? 0]
  const closed: Model = { ...model, input: null }
  if (entry === undefined) return stay(toast(closed, "warn", "There is no such command here."))
  const reason = entry.disabled?.(closed) ?? null
  return reason === null ? onAction(closed, entry.id, heights) : stay(toast(closed, "warn", reason))
}

/** The screen and the time, which no other has: `camunda-backup-list-20261125T020000Z.txt`. */
const fileName = (model: Model): string => {
  const shown = model.dialog === null ? screenOf(model) : model.dialog._tag.toLowerCase()
  const at = Quantities.rfc3339(model.now)
    .replace(/\.[0-9]+/, "")
    .replaceAll(/[-:]/g, "")
  return `camunda-backup-${shown}-${at}.txt`
}

const accepted = (model: Model, heights: Heights): Updated => {
  if (model.input?.kind === "palette") return runEntry(model, heights)
  const { input } = model
  const closed: Model = { ...model, input: null }
  return input?.kind !== "search" || input.text === ""
    ? stay(closed)
    : toMatch({ ...closed, search: input.text, match: null }, 1, heights)
}

const onTop = (model: Model, id: ActionId, heights: Heights): Updated => {
  if (model.dialog?._tag === "Confirmation") return onConfirmation(model, model.dialog, id)
  if (model.dialog?._tag === "Wizard") return onWizard(model, model.dialog, id)
  if (model.dialog?._tag === "Copying") return onCopying(model, model.dialog, id)
  if (model.dialog !== null) return stay({ ...model, dialog: null })
  return id === "accept" ? accepted(model, heights) : stay(onInput(model, id))
}

const onScreen = (model: Model, id: ActionId, heights: Heights): Updated => {
  switch (id) {
    case "open":
      return open(model)
    case "back":
      return stay(back(model))
    case "quit":
      return screenOf(model) === "list" || screenOf(model) === "overview"
        ? [model, [{ _tag: "Quit" }]]
        : stay(back(model))
    case "create":
      return openCreate(model)
    case "delete":
      return openDelete(model)
    case "cancel":
      return openCancel(model)
    case "drill":
      return openDrill(model)
    case "restore":
      return openWizard(model)
    case "resume":
      return openResume(model)
    case "mark":
      return stay(marked(model))
    case "markAll":
      return stay(allMarked(model))
    case "filter":
      return stay({ ...model, input: { kind: "filter", text: model.filter, index: 0 } })
    case "palette":
      return stay({ ...model, input: { kind: "palette", text: "", index: 0 } })
    case "sort":
      return stay({ ...model, sort: cycled(sorts, model.sort, 1) })
    case "problems":
      return stay({ ...model, problemsOnly: !model.problemsOnly })
    case "nextTab":
      if (screenOf(model) === "schedules") return stay(selectNext(model, 1))
      return stay({
        ...model,
        scroll: 0,
        detail: { ...model.detail, tab: cycled(tabs, model.detail.tab, 1) }
      })
    case "previousTab":
      if (screenOf(model) === "schedules") return stay(selectNext(model, -1))
      return stay({
        ...model,
        scroll: 0,
        detail: { ...model.detail, tab: cycled(tabs, model.detail.tab, -1) }
      })
    case "copy":
      return openCopying(model)
    case "search":
      return stay({ ...model, input: { kind: "search", text: "", index: 0 } })
    case "nextMatch":
      return toMatch(model, 1, heights)
    case "previousMatch":
      return toMatch(model, -1, heights)
    case "wide":
      return stay({ ...model, wide: !model.wide })
    case "viewBackups":
      return stay(showList(model))
    case "viewOverview":
      return stay(showOverview(model))
    case "viewCheck":
      return show(model, "check")
    case "viewRequests":
      return show(model, "requests")
    case "viewSchedules":
      return show(model, "schedules")
    case "pauseSchedule":
    case "resumeSchedule":
      return stay(openSchedule(model, id))
    case "help":
      return show(model, "help")
    case "refresh":
      return refreshed(model)
    case "pause":
      return stay(paused(model))
    case "slower":
      return stay(rated(model, 1))
    case "faster":
      return stay(rated(model, -1))
    case "dismiss":
      return stay({ ...model, toast: null })
    case "up":
    case "down":
    case "pageUp":
    case "pageDown":
    case "top":
    case "bottom":
      return moveIt(model, id)
    case "leave":
    case "save":
    case "suspend":
    case "accept":
    case "yes":
    case "close":
    case "next":
    case "previous":
    case "toggle":
    case "erase":
    case "eraseAll":
      return stay(model)
  }
}

export const onAction = (model: Model, id: ActionId, heights: Heights): Updated => {
  if (id === "leave") return [model, [{ _tag: "Quit" }]]
  if (id === "suspend") return [model, [{ _tag: "Suspend" }]]
  if (id === "save") return [model, [{ _tag: "Save", name: fileName(model) }]]
  return model.dialog !== null || model.input !== null
    ? onTop(model, id, heights)
    : onScreen(model, id, heights)
}
