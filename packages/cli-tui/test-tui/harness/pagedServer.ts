/**
 * A server of `/api/v1` with as many backups as wanted and nothing behind it: pages and details as camunda-backup-server answers them. `changes`: how
 * often its stream of events tells of a change, in milliseconds; `null`: it has no events.
 */
import { type Backup, BackupPage, DetailsDto, EventDto, PageDto } from "@camunda-backup/core"
import { Option } from "effect"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { backup, detailsOf, now } from "../../test/tui/builders.ts"
import type { StubServer } from "./stubServer.ts"

export const newest = 1_790_000_000

const components = ["operate", "tasklist"] as const

const told = (of: Backup.Backup, number: number): string =>
  `id: stub-${number}\nevent: backup-changed\ndata: ${JSON.stringify(
    EventDto.encode({
      at: now,
      component: of.component,
      backupId: of.backupId,
      what: { _tag: "BackupChanged", before: "COMPLETED", state: "COMPLETED", reason: null }
    })
  )}\n\n`

/** As one of a page. */
const itemOf = (of: Backup.Backup): string =>
  [...PageDto.encode({ backups: [of], next: Option.none() }, null)]
    .join("")
    .slice('{"backups":['.length, -'],"next":null}'.length)

/** Behind which of them; the newest first. */
const indexBehind = (cursor: string | null): number =>
  Option.match(Option.flatMap(Option.fromNullishOr(cursor), PageDto.decodeCursor), {
    onNone: () => 0,
    onSome: ({ backupId }) => newest - Number(backupId) + 1
  })

const pageOf = (
  list: ReadonlyArray<Backup.Backup>,
  items: ReadonlyArray<string>,
  from: number,
  limit: number
): string => {
  const last = list[from + limit - 1]
  const next =
    last === undefined || from + limit >= list.length
      ? "null"
      : JSON.stringify(PageDto.encodeCursor(BackupPage.cursorOf(last)))
  return `{"backups":[${items.slice(from, from + limit).join(",")}],"next":${next}}`
}

export const startPagedServer = async (backups: number, changes: number | null): Promise<StubServer> => {
  const all = components.map((component) =>
    Array.from({ length: backups }, (_, i) => backup(component, newest - i, { hours: i + 1 }))
  )
  // Made once: whoever measures runs in this process too.
  const items = all.map((list) => list.map(itemOf))
  const listOf = (name: string | null) => all[name === "tasklist" ? 1 : 0] ?? []
  const timers = new Set<NodeJS.Timeout>()
  const events = (response: ServerResponse, every: number): void => {
    let number = 0
    response.writeHead(200, { "content-type": "text/event-stream" })
    response.write("id: stub-0\n\n")
    const timer = setInterval(() => {
      const one = listOf(null)[(number * 37) % 100]
      if (one !== undefined) response.write(told(one, ++number))
    }, every)
    timers.add(timer)
    response.once("close", () => clearInterval(timer))
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stub")
    const [, component = "", id = ""] = /^\/api\/v1\/backups\/(\w+)\/([0-9]+)$/.exec(pathname) ?? []
    const one = id === "" ? undefined : listOf(component)[newest - Number(id)]
    const json = () => response.setHeader("content-type", "application/json")
    if (pathname === "/api/v1/events" && changes !== null) events(response, changes)
    else if (pathname === "/api/v1/backups") {
      const name = searchParams.get("component")
      const from = indexBehind(searchParams.get("after"))
      const limit = Number(searchParams.get("limit"))
      json().end(pageOf(listOf(name), items[name === "tasklist" ? 1 : 0] ?? [], from, limit))
    } else if (one !== undefined) json().end(JSON.stringify(DetailsDto.encode(detailsOf(one))))
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
      for (const timer of timers) clearInterval(timer)
      server.close()
      server.closeAllConnections()
    }
  }
}
