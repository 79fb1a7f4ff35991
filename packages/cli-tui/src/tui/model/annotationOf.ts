import { Annotation } from "@camunda-backup/core"
import { Option, Result } from "effect"
import type { Confirmation } from "./Dialog.ts"

/** What is to be said of a backup, as it was typed; or what is wrong with it, in a sentence. */
export const annotationOf = ({
  description,
  labels
}: Pick<Confirmation, "description" | "labels">): Result.Result<Annotation.Annotation, string> => {
  const typed = labels
    .split(",")
    .map((x) => x.trim())
    .filter((x) => x !== "")
  const read = typed.map((x) => [x, Annotation.parseLabel(x)] as const)
  const [wrong] = read.find(([, label]) => Option.isNone(label)) ?? []
  return wrong === undefined
    ? Annotation.make(
        description,
        read.flatMap(([, label]) => Option.toArray(label))
      )
    : Result.fail(`Labels are KEY=VALUE, separated by commas; not ${wrong}.`)
}
