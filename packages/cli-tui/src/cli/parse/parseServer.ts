import { Component } from "@camunda-backup/core"
import { Result } from "effect"
import type { Target } from "./Invocation.ts"
import { UsageError } from "../errors/UsageError.ts"

const standard = "http://127.0.0.1:9600"

const usage = (reason: string): Result.Result<never, UsageError> => Result.fail(new UsageError({ reason }))

const wrong = (reason: string): Result.Result<never, UsageError> =>
  usage(`--server (CAMUNDA_BACKUP_SERVER) ${reason}. It is a URL such as ${standard}.`)

/**
 * What is behind an address: Camunda's own actuator, of one component, when it ends in `/actuator/backups`; otherwise camunda-backup-server. Empty:
 * the server on this machine.
 */
export const parseServer = (
  text: string,
  components: ReadonlyArray<Component.Component>
): Result.Result<Exclude<Target, { readonly _tag: "Direct" }>, UsageError> => {
  const given = text === "" ? standard : text
  // What was given is not repeated: somebody may have put a password in it.
  if (!/^https?:\/\//i.test(given)) return wrong("does not begin with http:// or https://")
  const url = URL.parse(given)
  if (url === null) return wrong("is not a URL; an IPv6 address needs brackets, as in http://[::1]:9600")
  // `fetch` refuses credentials in a URL, and they would appear in every message.
  if (url.username !== "" || url.password !== "" || url.pathname.includes("@"))
    return wrong("must not hold a user name or password")
  if (url.search !== "" || url.hash !== "") return wrong("must not have a query or a fragment")
  const address = url.href.replace(/\/+$/, "")
  if (!address.endsWith("/actuator/backups")) return Result.succeed({ _tag: "Server", url: address })
  return components.length === 1
    ? Result.succeed({ _tag: "Camunda", url: address })
    : usage(
        `${address} serves one component. Specify which: --component ${Component.all.join(" or --component ")}.`
      )
}
