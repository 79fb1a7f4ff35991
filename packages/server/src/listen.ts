/** Opens and closes the port, each within a bound. */
import type { Express } from "express"
import { createServer, type Server } from "node:http"

export interface Listening {
  /** `http://host:port`, with the port that was really opened. */
  readonly url: string
  /** No new requests; those under way may end within the time, then their connections are cut. */
  readonly close: (withinMillis: number) => Promise<void>
}

/** Told to the application before the port closes: answers that have no end, end. */
export const closing = "camunda-backup closing"

const closeServer = async (app: Express, server: Server, withinMillis: number): Promise<void> => {
  app.emit(closing)
  const cut = setTimeout(() => server.closeAllConnections(), withinMillis)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(cut)
}

/** Rejects when the port cannot be opened. */
export const listen = (app: Express, host: string, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(app)
    server.once("error", reject)
    server.listen(port, host, () => {
      const address = server.address()
      if (address === null || typeof address === "string") {
        reject(new Error(`no address: ${address}`))
        return
      }
      const shown = address.family === "IPv6" ? `[${address.address}]` : address.address
      resolve({
        url: `http://${shown}:${address.port}`,
        close: (withinMillis) => closeServer(app, server, withinMillis)
      })
    })
  })
