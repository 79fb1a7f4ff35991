/** Which installation a command is about, in every plan and before every confirmation: an operator may have several. */
import { Installation, InstallationDto, InstallationFacts } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Invocation } from "../parse/Invocation.ts"
import type { Output } from "../output/Output.ts"
import { printable } from "../../text/printable.ts"

const sentence = (installation: Installation.Installation, { context, target }: Invocation): string => {
  const address = target._tag === "Direct" ? "directly" : `at ${target.url}`
  const at = context === null ? address : `${address} (context ${context})`
  return printable(`On ${Installation.describe(installation).join(", ")}; ${at}.`)
}

/** As a line for people. */
export const installationLine = (invocation: Invocation): Effect.Effect<string, never, InstallationFacts> =>
  Effect.map(
    Effect.flatMap(InstallationFacts, (x) => x.look),
    (found) => sentence(found, invocation)
  )

/** A plan with the installation that it is for. */
export const withInstallation = (
  invocation: Invocation,
  output: Output
): Effect.Effect<Output, never, InstallationFacts> =>
  Effect.map(
    Effect.flatMap(InstallationFacts, (x) => x.look),
    (found) =>
      output.document === null
        ? output
        : {
            ...output,
            text: (wide) => `${sentence(found, invocation)}\n${output.text(wide)}`,
            document: { ...output.document, installation: InstallationDto.encode(found) }
          }
  )
