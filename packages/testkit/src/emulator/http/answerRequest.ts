import type { IncomingMessage, ServerResponse } from "node:http"
import type { Cluster } from "../cluster/Cluster.ts"
import { dispatch, type WireAnswer } from "./dispatch.ts"
import type { FaultAction, Faults } from "./Faults.ts"
import type { RequestLog } from "./RequestLog.ts"
import type { Router } from "./Router.ts"

export interface Exchange {
  readonly cluster: Cluster
  readonly router: Router
  readonly faults: Faults
  readonly requests: RequestLog
}

/** Records a request, lets a fault strike it, applies it, and answers. `alive` turns false when the server stops. */
export const answerRequest = async (
  { cluster, router, faults, requests }: Exchange,
  request: IncomingMessage,
  body: string,
  response: ServerResponse,
  alive: () => boolean
): Promise<void> => {
  const wire = {
    method: request.method ?? "GET",
    uri: request.url ?? "/",
    accept: request.headers.accept ?? "",
    contentType: request.headers["content-type"] ?? "",
    body
  }
  const recorded = record(wire.method, wire.uri, body, cluster.now())
  requests.add(recorded)
  const struck = faults.strike(recorded)
  const action = struck?.action
  const apply = () => dispatch(cluster, router, wire)
  const send = (answer: WireAnswer) => {
    if (alive()) write(response, answer, wire.method)
  }
  if (action === undefined) return send(await apply())
  if ("dropBefore" in action) return void response.destroy()
  if ("dropAfter" in action) {
    await apply()
    return void response.destroy()
  }
  if ("respond" in action || "html" in action) {
    if (action.applied === true) await apply()
    return send(substitute(action))
  }
  if ("truncate" in action) return truncate(response, await apply(), action.truncate)
  if ("hold" in action && action.hold === "after") {
    const answer = await apply()
    await struck?.released
    return send(answer)
  }
  await ("hold" in action ? struck?.released : later(action.delay))
  if (alive()) send(await apply())
}

const record = (method: string, uri: string, body: string, time: number) => {
  const [path = "", query = ""] = uri.split(/\?(.*)/s)
  return { method, path: decoded(path), query: new Map(new URLSearchParams(query)), body, time }
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const write = (response: ServerResponse, { status, headers, body }: WireAnswer, method: string): void => {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) })
  response.end(method === "HEAD" ? undefined : body)
}

const truncate = (response: ServerResponse, answer: WireAnswer, how: true | "connection"): void => {
  const half = answer.body.slice(0, Math.floor(answer.body.length / 2))
  if (how === true) return write(response, { ...answer, body: half }, "")
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) })
  response.write(half, () => response.destroy())
}

const substitute = (action: Extract<FaultAction, { readonly applied?: boolean }>): WireAnswer => {
  if ("html" in action)
    return {
      status: action.html,
      headers: { "content-type": "text/html" },
      body: `<html><head><title>${action.html} Bad Gateway</title></head><body><center>proxy</center></body></html>`
    }
  const { status, body, headers } = action.respond
  return {
    status,
    headers: { "x-elastic-product": "Elasticsearch", "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body)
  }
}

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
