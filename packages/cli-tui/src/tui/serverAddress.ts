/** Where the requests go: the address of camunda-backup-server, or of Camunda's own actuator, which ends in `/actuator/backups`. */
import { Component } from "@camunda-backup/core"
import { Result } from "effect"

export interface Address {
  /** As it is shown and given on a command line. */
  readonly shown: string
  readonly baseUrls: Readonly<Record<Component.Component, string>>
  /** Absent: Camunda's own, which has nothing beyond its four requests. */
  readonly server?: string
}

export const standard = "http://127.0.0.1:9600"

/** Credentials in an address would stand on the screen, and `fetch` refuses them. */
export const serverAddress = (
  text: string,
  components: ReadonlyArray<Component.Component>
): Result.Result<Address, string> => {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    return Result.fail(`--server is a URL such as ${standard}, not ${text}.`)
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    return Result.fail("--server must not hold a user name, a password, a query or a fragment.")
  const shown = url.href.replace(/\/+$/, "")
  if (!shown.endsWith("/actuator/backups"))
    return Result.succeed({
      shown,
      server: shown,
      baseUrls: Component.record((component) => `${shown}/${component}/actuator/backups`)
    })
  return components.length === 1
    ? Result.succeed({ shown, baseUrls: Component.record(() => shown) })
    : Result.fail(
        `${shown} serves one component. Say which: --component ${Component.all.join(" or --component ")}.`
      )
}
