import { type Format, formats } from "../spec/flags.ts"

export type { Format } from "../spec/flags.ts"

/** Of a command line that may not be understood: how its mistake is told. */
export const wantedFormat = (args: ReadonlyArray<string>): Format => {
  if (args.includes("--json")) return "json"
  const word = /(?:^| )(?:-o|--output)[ =]?(\w+)(?: |$)/.exec(args.join(" "))?.[1]
  return formats.find((x) => x === word) ?? "table"
}
