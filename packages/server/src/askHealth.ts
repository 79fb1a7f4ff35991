/** `camunda-backup-server health`: asks a server how it is, for container health checks, where there is neither curl nor a shell. */
import { Result } from "effect"
import { request } from "node:http"
import { request as requestTls } from "node:https"
import { isIPv6 } from "node:net"

/** Where a server listens, as its settings say. */
export interface Listens {
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** What it is asked at when nobody says where: every interface is also the loopback one. */
export const ownUrl = ({ host, port, tls }: Listens): Result.Result<string, string> => {
  if (port === 0)
    return Result.fail("CAMUNDA_BACKUP_PORT=0: nobody knows which port was opened. Pass its URL.")
  const near = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host
  return Result.succeed(`${tls ? "https" : "http"}://${isIPv6(near) ? `[${near}]` : near}:${port}`)
}

/** Health checks of Kubernetes and Docker give up after some seconds as well. */
const withinMillis = 5000

const outcome = (url: URL, status: number | undefined): Result.Result<string, string> =>
  status === 200 ? Result.succeed(`${url.href}: UP`) : Result.fail(`${url.href}: DOWN (HTTP ${status})`)

/**
 * Whether the server at the URL is alive, or, with `ready`, can serve requests. Nothing secret is sent, so that its certificate is not verified, as little
 * as Kubernetes' probes do: it names the Service, not the loopback address.
 */
export const askHealth = async (
  base: string,
  ready: boolean,
  timeoutMillis: number = withinMillis
): Promise<Result.Result<string, string>> => {
  const path = `/actuator/health/${ready ? "readiness" : "liveness"}`
  const parsed = URL.canParse(path, base) ? new URL(path, base) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.username !== "")
    return Result.fail("health takes one URL such as http://127.0.0.1:9600.")
  const options = { agent: false, rejectUnauthorized: false, signal: AbortSignal.timeout(timeoutMillis) }
  return await new Promise((resolve) => {
    const ask = parsed.protocol === "https:" ? requestTls : request
    ask(parsed, options, (response) => {
      response.resume()
      resolve(outcome(parsed, response.statusCode))
    })
      .on("error", (error) =>
        resolve(
          Result.fail(
            `${parsed.href}: ${error.name === "AbortError" ? `no answer within ${timeoutMillis} ms` : error.message}`
          )
        )
      )
      .end()
  })
}
