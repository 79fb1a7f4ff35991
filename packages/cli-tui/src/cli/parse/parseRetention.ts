/** The policy of a `retention`, from its flags. */
import { RetentionDto, type RetentionPolicy } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { type FlagName, flags } from "../spec/flags.ts"
import type { Flags } from "./parseFlags.ts"
import * as values from "./values.ts"

const counts = [
  "keepLast",
  "keepHourly",
  "keepDaily",
  "keepWeekly",
  "keepMonthly",
  "keepYearly",
  "minGood"
] as const satisfies ReadonlyArray<FlagName>

const countOf = (name: (typeof counts)[number], text: string): values.Parsed<number | "unlimited"> =>
  text === "unlimited" && name !== "minGood"
    ? Result.succeed("unlimited")
    : /^[0-9]{1,6}$/.test(text) && (name !== "minGood" || Number(text) > 0)
      ? Result.succeed(Number(text))
      : values.usage(
          `--${flags[name].name} is a number from ${name === "minGood" ? "1" : "0, or unlimited"}, not ${text}.`
        )

const texts = ["keepWithin", "keepNotGood", "by"] as const satisfies ReadonlyArray<FlagName>

/** `null`: no flag says anything of a policy, so that the one of the server is meant. */
export const parseRetention = (
  command: string,
  { has, sources, text }: Flags
): values.Parsed<RetentionPolicy.RetentionPolicy | null> =>
  Result.gen(function* () {
    const isAsked = [...counts, ...texts, "foreign" as const].some((x) => sources.has(x))
    if (command !== "retention") return null
    if (!isAsked)
      return sources.get("timezone") === "--timezone"
        ? yield* values.usage("--timezone needs a rule beside it, such as --keep-daily 7.")
        : null
    const json: Record<string, unknown> = { foreign: has("foreign"), timeZone: text("timezone") || "UTC" }
    for (const name of counts) if (text(name) !== "") json[name] = yield* countOf(name, text(name))
    for (const name of texts) if (text(name) !== "") json[name] = text(name)
    const { policy } = yield* Result.mapError(
      RetentionDto.decodeRequest({ policy: json }),
      ({ message, where }) => values.problem(`${Option.getOrElse(where, () => "retention")}: ${message}.`)
    )
    return policy ?? null
  })
