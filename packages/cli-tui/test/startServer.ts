import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { onTestFinished } from "vitest"

export interface Answer {
  readonly status: number
  readonly body?: string
}

/** Answers of `METHOD /path`; `"silent"`: none comes. */
export type Answers = Readonly<Record<string, Answer | "silent">>

export interface Started {
  readonly url: string
  /** `METHOD /path body`, in the order of their arrival. */
  readonly seen: ReadonlyArray<string>
}

const unknown: Answer = { status: 404, body: '{"type":"about:blank","title":"Not Found","status":404}' }

/** A server of Camunda's bodies on a free port; closed when the test ends. `onRequest` is told of each request. */
export const startServer = async (answers: Answers, onRequest: () => void = () => {}): Promise<Started> => {
  const seen: Array<string> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const line = `${request.method} ${request.url}`
      seen.push(`${line} ${Buffer.concat(chunks).toString()}`.trimEnd())
      const answer = answers[line] ?? unknown
      if (answer !== "silent") response.writeHead(answer.status).end(answer.body)
      onRequest()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

/** An address at which nothing listens any more. */
export const closedAddress = async (): Promise<string> => {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return `http://127.0.0.1:${port}`
}

export const problem = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ status, message, instance: "0b1f", type: "Invalid request" })
})
