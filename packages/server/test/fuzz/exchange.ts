/** Bytes to a port, and every answer that comes back until the connection is closed. */
import { connect } from "node:net"

export interface Answer {
  readonly status: number
  /** In lower case; of several the last one. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** A stream of events does not end by itself. */
const isStream = (text: string): boolean => /\r\ncontent-type: text\/event-stream/i.test(text)

const headOf = (text: string): Omit<Answer, "body"> => {
  const [line = "", ...fields] = text.split("\r\n")
  const headers = new Map(
    fields.map((x) => [x.slice(0, x.indexOf(":")).toLowerCase(), x.slice(x.indexOf(":") + 1).trim()])
  )
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1] ?? Number.NaN), headers }
}

/** Bytes as characters, so that lengths are those of the headers. */
const answersIn = (text: string, method: string): ReadonlyArray<Answer> => {
  const answers: Array<Answer> = []
  for (let rest = text; rest !== "";) {
    const end = rest.indexOf("\r\n\r\n")
    if (end === -1) throw new Error(`half an answer: ${rest.slice(0, 200)}`)
    const head = headOf(rest.slice(0, end))
    if (Number.isNaN(head.status)) throw new Error(`no answer: ${rest.slice(0, 200)}`)
    const after = rest.slice(end + 4)
    const length = head.headers.get("content-length")
    const bodiless = head.status < 200 || head.status === 204 || (method === "HEAD" && answers.length === 0)
    const size = bodiless ? 0 : length === undefined ? after.length : Number(length)
    rest = after.slice(size)
    // Said before the answer proper.
    if (head.status >= 200)
      answers.push({ ...head, body: Buffer.from(after.slice(0, size), "latin1").toString("utf8") })
  }
  return answers
}

const withinMillis = 8000

/** `method`: what was asked, as far as it is one. */
export const exchange = (
  url: string,
  bytes: Buffer,
  method: string,
  /** Nothing follows: the server must not wait for the rest. */
  cut: boolean
): Promise<ReadonlyArray<Answer>> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      if (cut) socket.end(bytes)
      else socket.write(bytes)
    })
    let text = ""
    socket.setTimeout(withinMillis, () =>
      socket.destroy(new Error("no answer, and the connection stays open"))
    )
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1")
      if (isStream(text)) socket.destroy()
    })
    // The rest of what is refused early meets a connection that is closed.
    socket.on("error", (error) => {
      if (!("code" in error)) reject(error)
    })
    socket.on("close", () => {
      try {
        resolve(answersIn(text, method))
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
  })
