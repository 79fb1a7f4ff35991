/** The four screens of the restore wizard. */
import { Restore, type RestorePlan } from "@camunda-backup/core"
import { Result } from "effect"
import { lossLine, requiredOf, wizardBlocked, wizardCommands } from "../confirmation/wizardWording.ts"
import { bodyHeight } from "../model/layout.ts"
import type { Model } from "../model/Model.ts"
import { isResumable } from "../model/Restoring.ts"
import type { Choice, Wizard } from "../model/Wizard.ts"
import { cancelWarning, endNote, resumeNote } from "../../text/restoreText.ts"
import { planTexts } from "../../text/restorePlanText.ts"
import { ofBackup } from "../theme/glyphs.ts"
import type { Role } from "../theme/themes.ts"
import { labelled, type Line, line, span, type Span } from "./Line.ts"
import { glyph, type Pen, penOf } from "./Pen.ts"
import { restoreLine } from "./progressLine.ts"

const label = 12

const choiceLine = (
  wizard: Wizard,
  choice: Choice,
  name: string,
  options: ReadonlyArray<readonly [text: string, isChosen: boolean]>,
  pen: Pen
): Line => {
  const isFocus = wizard.focus === choice
  return line(
    span(isFocus ? `${pen.cursor} ` : "  ", "focus"),
    span(name.padEnd(label), isFocus ? "focus" : "muted"),
    ...options.flatMap(([text, isChosen]): ReadonlyArray<Span> => [
      span(`(${isChosen ? "x" : " "}) ${text}`, isFocus && isChosen ? "selected" : "plain"),
      span("  ")
    ])
  )
}

const sameAs = (model: Model, wizard: Wizard, width: number): ReadonlyArray<Line> =>
  wizardCommands(model, wizard).flatMap((x, i) =>
    labelled(i === 0 ? "Same as  " : "         ", "muted", x, width)
  )

const chooseBody = (model: Model, wizard: Wizard, width: number, pen: Pen): ReadonlyArray<Line> => {
  const { component, offered, others, prefix, target, templates } = wizard
  const into = target === "Into"
  return [
    choiceLine(
      wizard,
      "component",
      "Component",
      offered.map((x) => [x, x === component]),
      pen
    ),
    choiceLine(
      wizard,
      "target",
      "Where",
      [
        ["under other names", into],
        ["in place", !into]
      ],
      pen
    ),
    into
      ? line(
          span(wizard.focus === "prefix" ? `${pen.cursor} ` : "  ", "focus"),
          span("Prefix".padEnd(label), wizard.focus === "prefix" ? "focus" : "muted"),
          span(
            `${prefix}${wizard.focus === "prefix" ? pen.caret : ""}`,
            wizard.focus === "prefix" ? "focus" : "title"
          )
        )
      : choiceLine(
          wizard,
          "others",
          "Not in it",
          [
            ["delete", others === "delete"],
            ["keep", others === "keep"]
          ],
          pen
        ),
    ...(into
      ? []
      : [
          choiceLine(
            wizard,
            "templates",
            "Templates",
            [
              ["leave", templates === "leave"],
              ["put back", templates === "restore"]
            ],
            pen
          )
        ]),
    ...labelled(
      "  ",
      "plain",
      into
        ? "Every name begins with the prefix. Nothing is deleted; what is made stays until you delete it."
        : others === "delete"
          ? `All indices of ${component} are deleted first, also those that are not in the backup. The next screen names each.`
          : `Indices of ${component} that are in the backup are deleted first; others stay, beside older ones. The next screen names each.`,
      width,
      into ? "muted" : "warn"
    ),
    ...(into || templates === "leave"
      ? []
      : labelled(
          "  ",
          "plain",
          "Templates and lifecycle policies that are missing or differ are put back.",
          width,
          "warn"
        )),
    ...sameAs(model, wizard, width)
  ]
}

/** Lines of a text, each wrapped below its own indentation. */
const textLines = (text: string, width: number, roleOf: (text: string) => Role): ReadonlyArray<Line> =>
  text
    .split("\n")
    .filter((x) => x !== "")
    .flatMap((x) => {
      const indent = /^ */.exec(x)?.[0] ?? ""
      return labelled(indent, "plain", x.slice(indent.length), width, roleOf(x))
    })

const lost = (text: string): Role => (text.includes("NOT IN THE BACKUP") ? "bad" : "plain")

/** Of the first line of a finding. */
const first =
  (role: Role) =>
  (text: string): Role =>
    text.startsWith(" ") ? "plain" : role

/** What blocks it stands first, then what is deleted and made, then what else was found. */
const planLines = (plan: RestorePlan.RestorePlan, width: number): ReadonlyArray<Line> => {
  const texts = planTexts(plan)
  const of = (text: string, role: (line: string) => Role) => textLines(text, width, role)
  return [
    ...of(texts.found("error"), first("bad")),
    ...of(texts.about, () => "title"),
    ...of(texts.doomed, lost),
    ...of(texts.made, () => "plain"),
    ...of(texts.time, () => "plain"),
    ...of(texts.found("warning"), first("warn")),
    ...of(texts.found("ok"), first("ok"))
  ]
}

const planText = (wizard: Wizard, width: number, pen: Pen): ReadonlyArray<Line> => {
  const { plan, target } = wizard
  if (plan === null)
    return labelled(
      "",
      "plain",
      `Making the plan ${pen.more}${target === "InPlace" ? " In place, it looks for some seconds whether somebody writes." : ""}`,
      width,
      "muted"
    )
  return Result.isFailure(plan)
    ? labelled("", "plain", plan.failure.message, width, "bad")
    : planLines(plan.success, width)
}

const planBody = (model: Model, wizard: Wizard, width: number, pen: Pen): ReadonlyArray<Line> => {
  const all = planText(wizard, width, pen)
  const blocked = wizard.plan === null ? null : wizardBlocked(wizard)
  const room = Math.max(1, bodyHeight(model.size) - 1)
  const top = Math.min(wizard.scroll, Math.max(0, all.length - room))
  const rest = all.length - top - room
  const where = all.length <= room ? "" : rest > 0 ? `${rest} more lines below` : "the end"
  return [
    ...all.slice(top, top + room),
    ...Array.from({ length: Math.max(0, room - all.length) }, () => line("")),
    line(
      span(blocked ?? (wizard.plan === null ? "" : "It can be run."), blocked === null ? "ok" : "bad"),
      span(where === "" ? "" : `  ${where}`, "muted")
    )
  ]
}

const confirmBody = (model: Model, wizard: Wizard, width: number, pen: Pen): ReadonlyArray<Line> => {
  const required = requiredOf(wizard)
  const loss = lossLine(wizard)
  return [
    ...labelled(
      required === null ? "" : `${glyph(ofBackup.INCOMPLETE, pen)} `,
      "warn",
      loss,
      width,
      required === null ? "plain" : "warn"
    ),
    required === null
      ? line(span(`[${pen.cursor}Start ]`, "selected"), "   enter starts")
      : line(
          "Type  ",
          span(required, "title"),
          "  to confirm:  ",
          span(`${wizard.text}${pen.caret}`, "focus")
        ),
    ...(required === null ? [] : [line(span("Then enter starts the restore.", "muted"))]),
    ...sameAs(model, wizard, width)
  ]
}

const runBody = (model: Model, wizard: Wizard, width: number, pen: Pen): ReadonlyArray<Line> => {
  const { asks, component, refused, restore } = wizard
  if (refused !== null)
    return [
      line(span("It was not begun.", "bad")),
      ...labelled("", "plain", `${component}: ${refused}`, width, "bad")
    ]
  const found = restore === null ? undefined : model.restoring.get(restore)
  if (found === undefined) return [line(span(`Beginning ${pen.more}`, "muted"))]
  const { error, status } = found
  const isOpen = Restore.isOpen(found.restore)
  const isGood = Restore.stateOf(found.restore).state === "Completed"
  const warning = cancelWarning(found.restore)
  return [
    line(span("Restore  ", "muted"), found.restore.id),
    ...(isOpen
      ? [status === null ? line(span(`Beginning ${pen.more}`, "muted")) : restoreLine(status, pen, width)]
      : labelled(
          `${glyph(isGood ? ofBackup.COMPLETED : ofBackup.FAILED, pen)} `,
          isGood ? "ok" : "bad",
          endNote(found.restore),
          width,
          isGood ? "ok" : "bad"
        )),
    ...(error === null ? [] : labelled("", "plain", error.message, width, "warn")),
    ...(asks === "stop" && isOpen
      ? labelled(
          "",
          "plain",
          `Stop it? ${warning === "" ? "" : `${warning} `}y stops it, esc does not.`,
          width,
          "warn"
        )
      : []),
    ...(asks === "resume" && isResumable(found.restore)
      ? labelled(
          "",
          "plain",
          `Resume it? ${resumeNote(found.restore)} y resumes it, esc does not.`,
          width,
          "warn"
        )
      : []),
    ...sameAs(model, wizard, width)
  ]
}

export const wizardBody = (model: Model, wizard: Wizard, width: number): ReadonlyArray<Line> => {
  const pen = penOf(model)
  switch (wizard.step) {
    case "choose":
      return chooseBody(model, wizard, width, pen)
    case "plan":
      return planBody(model, wizard, width, pen)
    case "confirm":
      return confirmBody(model, wizard, width, pen)
    case "run":
      return runBody(model, wizard, width, pen)
  }
}

/** How far the plan can be scrolled. */
export const planOverflow = (model: Model, wizard: Wizard, width: number): number =>
  Math.max(0, planText(wizard, width, penOf(model)).length - Math.max(1, bodyHeight(model.size) - 1))
