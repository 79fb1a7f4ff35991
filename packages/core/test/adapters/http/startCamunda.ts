/** A Camunda server of one component as it was seen to answer (Camunda API reference §15), with the backups that a test gives it. */
import { Effect } from "effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

export interface Camunda {
  readonly component: "operate" | "tasklist"
  /** Ids, and how many of the six snapshots are there. */
  readonly backups: Map<string, number>
  /** What a DELETE does before it is answered with 204. */
  readonly onDelete: (id: string, backups: Map<string, number>) => void
  /** One snapshot that Camunda cannot read makes its whole list fail. */
  readonly listFails?: boolean
}

const unknown = {
  operate: {
    status: 400,
    message: "Index 0 out of bounds for length 0",
    instance: "i",
    type: "Invalid request"
  },
  tasklist: { timestamp: "2025-06-03T07:55:15.685+00:00", status: 500, path: "/actuator/backups/999999" }
} as const

const bodyOf = (component: string, id: string, count: number) => ({
  backupId: Number(id),
  state: count === 6 ? "COMPLETED" : "INCOMPLETE",
  failureReason: null,
  details: Array.from({ length: count }, (_, i) => ({
    snapshotName: `camunda_${component}_${id}_8.7.2_part_${i + 1}_of_6`,
    state: "SUCCESS",
    startTime: "2025-06-03T07:55:11.000+0000",
    failures: []
  }))
})

export const startCamunda = ({ backups, component, listFails = false, onDelete }: Camunda) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const server = createServer((request, response) => {
        const url = new URL(request.url ?? "", "http://camunda")
        const id = url.pathname.replace(/^.*\/actuator\/backups\/?/, "")
        const answer = (status: number, body: unknown): void =>
          void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
        if (request.method === "DELETE") {
          onDelete(id, backups)
          return void response.writeHead(204).end()
        }
        if (id === "" && listFails)
          return answer(400, { status: 400, message: "Exception occurred when searching for backups: null" })
        if (id === "")
          return answer(
            200,
            [...backups].map(([x, count]) => bodyOf(component, x, count))
          )
        const count = backups.get(id)
        if (count === undefined) return answer(unknown[component].status, unknown[component])
        return answer(200, bodyOf(component, id, count))
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  )
