import { Component } from "@camunda-backup/core"
import { Result } from "effect"
import { hashOf, newToken } from "./accessFile.ts"
import { roles } from "./Identity.ts"

interface Flags {
  readonly role?: string | undefined
  readonly component?: string | undefined
}

/** Of `camunda-backup-server token NAME`: the token, which nobody keeps but who gets it, and its entry for the file; or what is wrong. */
export const makeToken = (
  names: ReadonlyArray<string>,
  { component, role = "viewer" }: Flags,
  token: string = newToken()
): Result.Result<string, string> => {
  const [name] = names
  if (name === undefined || names.length > 1 || !/^[\w.@-]{1,64}$/.test(name))
    return Result.fail("token takes one NAME of letters, digits and . _ @ -, for whoever gets the token.")
  if (!roles.some((x) => x === role)) return Result.fail(`--role is one of ${roles.join(", ")}, not ${role}.`)
  if (component !== undefined && !Component.all.some((x) => x === component))
    return Result.fail(`--component is one of ${Component.all.join(", ")}, not ${component}.`)
  return Result.succeed(
    [
      token,
      "",
      "# Give the line above to whoever asks, and nobody else; it is not kept anywhere.",
      '# Put these lines under "tokens:" in the file that CAMUNDA_BACKUP_ACCESS_FILE names:',
      `  - name: ${name}`,
      `    role: ${role}`,
      ...(component === undefined ? [] : [`    components: [${component}]`]),
      `    sha256: ${hashOf(token)}`,
      ""
    ].join("\n")
  )
}
