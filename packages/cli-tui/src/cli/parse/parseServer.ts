import { Component } from "@camunda-backup/core"
import { Result } from "effect"
import type { Target } from "../Invocation.ts"
import { UsageError } from "../UsageError.ts"

const standard = "http://127.0.0.1:9600"

const usage = (reason: string): Result.Result<never, UsageError> => Result.fail(new UsageError({ reason }))

/**
 * The endpoints behind the address of a server: `/operate/actuator/backups` and its like, or the address itself when it ends in
 * `/actuator/backups`, as that of a Camunda process does. Empty: the server on this machine.
 */
export const parseServer = (
  text: string,
  components: ReadonlyArray<Component.Component>
): Result.Result<Extract<Target, { readonly _tag: "Server" }>, UsageError> => {
  const url = URL.parse(text === "" ? standard : text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return usage(`--server (CAMUNDA_BACKUP_SERVER) is a URL such as ${standard}, not ${text}.`)
  // `fetch` refuses credentials in a URL, and they would stand in every message.
  if (url.username !== "" || url.password !== "")
    return usage("--server (CAMUNDA_BACKUP_SERVER) must not hold a user name or password.")
  if (url.search !== "" || url.hash !== "")
    return usage("--server (CAMUNDA_BACKUP_SERVER) has a query or a fragment.")
  const address = url.href.replace(/\/+$/, "")
  if (!address.endsWith("/actuator/backups"))
    return Result.succeed({
      _tag: "Server",
      baseUrls: Component.record((component) => `${address}/${component}/actuator/backups`),
      server: address
    })
  return components.length === 1
    ? Result.succeed({ _tag: "Server", baseUrls: Component.record(() => address), server: null })
    : usage(
        `${address} serves one component. Say which one it is: --component ${Component.all.join(" or --component ")}.`
      )
}
