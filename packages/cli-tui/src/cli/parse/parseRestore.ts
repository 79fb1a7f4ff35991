/** What a `restore` is to do, from its action and flags. */
import { DiskRoom, RestoreId } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { restoreActions } from "../spec/commands.ts"
import type { RestoreArguments } from "./Invocation.ts"
import type { Flags } from "./parseFlags.ts"
import * as values from "./values.ts"

const sizeOf = (text: string): values.Parsed<number | null> =>
  text === ""
    ? Result.succeed(null)
    : Option.match(DiskRoom.parseBytes(text), {
        onNone: () => values.usage(`--max-bytes is a size such as 20gb or 500mb, not ${text}.`),
        onSome: (bytes) => Result.succeed(Math.floor(bytes))
      })

/** `word`: the action, with the id of a restore behind it where it takes one. `null`: another command. */
export const parseRestore = (
  command: string,
  word: string,
  { has, text }: Flags
): values.Parsed<RestoreArguments | null> =>
  Result.gen(function* () {
    if (command !== "restore") return null
    const [name, id = ""] = word.split(" ")
    const action = restoreActions.find((x) => x === name) ?? "list"
    const restoreId = Option.getOrNull(RestoreId.parse(id))
    if (id !== "" && restoreId === null)
      return yield* values.usage(`The id of a restore is 32 hexadecimal characters, not ${id}.`)
    const inPlace = has("inPlace")
    const into = text("into")
    if (inPlace && into !== "") return yield* values.usage("--in-place and --into cannot be combined.")
    if (action === "run" && !inPlace && into === "")
      return yield* values.usage("restore run needs --in-place or --into PREFIX.")
    if (action === "drill" && (inPlace || into !== ""))
      return yield* values.usage("A drill has names of its own: it takes neither --in-place nor --into.")
    const restoreTemplates = has("restoreTemplates")
    if (restoreTemplates && (action === "drill" || into !== ""))
      return yield* values.usage("--restore-templates is for a restore in place.")
    const maxBytes = yield* sizeOf(text("maxBytes"))
    if (maxBytes !== null && action !== "drill")
      return yield* values.usage("--max-bytes is for a drill: a restore takes all of a backup.")
    return {
      action,
      restoreId,
      inPlace,
      into,
      fromRepository: text("fromRepository"),
      keepOthers: has("keepOthers"),
      restoreTemplates,
      unverified: has("unverified"),
      maxBytes,
      seed: text("seed"),
      digest: text("digest")
    }
  })
