/** A server of Camunda's documented bodies and nothing else, as Operate 8.7 itself is, with as many backups as wanted. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export interface StubServer {
  readonly url: string
  readonly close: () => void
}

const start = Date.UTC(2026, 10, 25, 2)

const detail = (id: number, part: number, age: number): string =>
  `{"snapshotName":"camunda_operate_${id}_8.7.2_part_${part}_of_6","state":"SUCCESS","startTime":"${new Date(
    start - age + part * 1000
  )
    .toISOString()
    .replace("Z", "+0000")}","failures":[]}`

const backup = (id: number, i: number): string =>
  `{"backupId":${id},"state":"COMPLETED","failureReason":null,"details":[${[6, 5, 4, 3, 2, 1].map((part) => detail(id, part, i * 3_600_000)).join(",")}]}`

export const startStubServer = async (backups: number): Promise<StubServer> => {
  const bodies = Array.from({ length: backups }, (_, i) => backup(1_790_000_000 - i, i))
  const list = `[${bodies.join(",")}]`
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://stub")
    const id = /^\/actuator\/backups\/([0-9]+)$/.exec(pathname)?.[1]
    const one = id === undefined ? undefined : bodies[1_790_000_000 - Number(id)]
    if (pathname === "/actuator/backups") response.setHeader("content-type", "application/json").end(list)
    else if (one !== undefined) response.setHeader("content-type", "application/json").end(one)
    else
      response
        .writeHead(404, { "content-type": "application/json" })
        .end('{"status":404,"error":"Not Found"}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    }
  }
}
