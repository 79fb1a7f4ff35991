import type { WireAnswer } from "../../faults/Wire.ts"
import { ElasticsearchError, illegalArgument } from "../ElasticsearchError.ts"
import type { Json } from "../json/Json.ts"
import { writeJson } from "../json/writeJson.ts"
import { type Router, segmentsOf } from "./Router.ts"

export const maxLineBytes = 4096

export const lineTooLong = (): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "too_long_http_line_exception",
    `An HTTP line is larger than ${maxLineBytes} bytes.`
  )

/** The answer to what becomes no request at all: an unknown method, another protocol, a line without an end. */
export const unreadable = (router: Router, received: string): WireAnswer => {
  const [line = ""] = received.split("\r\n", 1)
  const [method = "", path = "", protocol = ""] = line.split(" ")
  if (
    protocol.startsWith("HTTP/1.") &&
    Buffer.byteLength(line) <= maxLineBytes &&
    /^[A-Za-z]+$/.test(method)
  ) {
    const match = router.match(method, segmentsOf(path.split("?", 1)[0] ?? ""))
    if (match.found === "path") {
      const allowed = match.allowed.join(", ")
      return told(
        405,
        { error: `Unexpected http method: ${method}, allowed: [${allowed}]`, status: 405 },
        allowed
      )
    }
  }
  if (received !== "" && protocol === "")
    return told(400, illegalArgument("text is empty (possibly HTTP/0.9)").body())
  if (protocol.startsWith("HTTP/") && !protocol.startsWith("HTTP/1."))
    return told(400, illegalArgument(`Unexpected http protocol version: ${protocol}`).body())
  return told(400, lineTooLong().body())
}

const told = (status: number, json: Json, allow?: string): WireAnswer => ({
  status,
  headers: {
    "x-elastic-product": "Elasticsearch",
    "content-type": "application/json",
    ...(allow === undefined ? {} : { allow })
  },
  body: writeJson(json)
})
