import { createServer, type ServerResponse } from "node:http"
import { type SharedServer, sharedServer } from "./SharedServer.ts"

export interface ElasticsearchLender {
  readonly url: string
  /** Ends the servers. */
  readonly close: () => Promise<void>
}

interface Shelf {
  readonly server: SharedServer
  /** The end of the last loan that was asked for. */
  last: Promise<void>
}

const say = (response: ServerResponse, status: number, text: string): void =>
  void response.writeHead(status, { "content-type": "text/plain" }).write(`${text.replaceAll("\n", " ")}\n`)

const refuse = (response: ServerResponse, error: unknown): void => {
  say(response, 500, error instanceof Error ? error.message : String(error))
  response.end()
}

/**
 * Lends one real Elasticsearch of each version to the processes of a test run, to one at a time, so that none of them waits for a start and none
 * meets what another one left. A loan is a connection: whoever ends, however that is, has given it back.
 */
export const lendElasticsearch = async (
  serverOf: (version: string) => SharedServer = sharedServer
): Promise<ElasticsearchLender> => {
  const shelves = new Map<string, Shelf>()
  const shelfOf = (version: string): Shelf => {
    const shelf = shelves.get(version) ?? { server: serverOf(version), last: Promise.resolve() }
    shelves.set(version, shelf)
    return shelf
  }
  const lend = async (shelf: Shelf, version: string, response: ServerResponse): Promise<void> => {
    const before = shelf.last
    const back = new Promise<void>((resolve) => response.once("close", resolve))
    const over = Promise.withResolvers<void>()
    shelf.last = over.promise
    try {
      await before
      if (response.closed) return
      const { url, repositoryPath } = await shelf.server.ready()
      say(response, 200, JSON.stringify({ url, version, repositoryPath }))
      await back
      await shelf.server.clean()
    } catch (error) {
      refuse(response, error)
    } finally {
      over.resolve()
    }
  }
  const order = async (shelf: Shelf, what: "kill" | "restart", response: ServerResponse): Promise<void> => {
    try {
      const server = await shelf.server.ready()
      await server[what]()
      say(response, 200, "done")
      response.end()
    } catch (error) {
      refuse(response, error)
    }
  }

  const http = createServer((request, response) => {
    const [, what = "", version = ""] = (request.url ?? "").split("/")
    const shelf = shelfOf(version)
    if (what === "borrow") void lend(shelf, version, response)
    else void order(shelf, what === "kill" ? "kill" : "restart", response)
  })
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve))
  const address = http.address()
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    close: async () => {
      http.close()
      http.closeAllConnections()
      await Promise.all(
        [...shelves.values()].map(async ({ last, server }) => {
          await last
          await server.stop()
        })
      )
    }
  }
}
