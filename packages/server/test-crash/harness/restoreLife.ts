/** What is restored around a kill, and what must be true in the end without a hand being raised. */
import { compareInstallations, readInstallation } from "@camunda-backup/testkit/installation"
import { expect } from "vitest"
import { type Backend, elasticsearch } from "../../test/harness/Backend.ts"
import { json, type Reply, send } from "../../test/harness/http.ts"
import { until } from "../../test/harness/until.ts"
import type { BuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import { id } from "./CrashWorld.ts"

const question = (target: string, more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ component: "operate", backupId: String(id), target, ...more })

const ask = (server: BuiltServer, on: string, body: string): Promise<Reply> =>
  send(server.url, "POST", `/api/v1${on}`, { headers: json, body })

export const cancel = (server: BuiltServer, restore: string): Promise<Reply> =>
  send(server.url, "POST", `/api/v1/restores/${restore}/cancel`)

export const resume = (server: BuiltServer, restore: string): Promise<Reply> =>
  send(server.url, "POST", `/api/v1/restores/${restore}/resume`)

export const drill = (server: BuiltServer): Promise<Reply> => ask(server, "/restores", question("drill"))

/** Nothing proves the backup before: a drill is killed in a life of its own. */
export const restoreInPlace = async (server: BuiltServer): Promise<Reply> => {
  const plan = await ask(server, "/restores/plan", question("in-place", { unverified: true }))
  const { digest } = plan.json as { readonly digest: string }
  return ask(server, "/restores", question("in-place", { unverified: true, digest }))
}

export interface Everything {
  /** Every document, mapping, setting and alias of Operate. */
  readonly operate: Awaited<ReturnType<typeof readInstallation>>
  /** Every other index, but the journal: name, uuid, whether it is open, documents. */
  readonly beside: unknown
}

export const read = async (backend: Backend): Promise<Everything> => ({
  operate: await readInstallation(backend.url, { prefixes: { operate: "operate", tasklist: "none" } }),
  beside: (
    await elasticsearch(
      backend,
      "GET",
      "/_cat/indices/*,-operate-*,-journal-*?format=json&h=index,uuid,status,docs.count&expand_wildcards=all&s=index"
    )
  ).body
})

interface Restore {
  readonly id: string
  readonly target: string
  readonly state: string
  readonly reason: string | null
}

interface Told {
  readonly restore: {
    readonly transitions: ReadonlyArray<{ readonly event: { readonly _tag: string } }>
  }
}

interface Listed {
  readonly restores: ReadonlyArray<Restore>
}

/** Every restore and drill, when none runs any more. */
export const allEnded = async (server: BuiltServer): Promise<ReadonlyArray<Restore>> => {
  const isOver = ({ status, json: body }: Reply): boolean =>
    status === 200 && (body as Listed).restores.every((x) => x.state !== "Running")
  const { json: body } = await until(() => send(server.url, "GET", "/api/v1/restores"), isOver, 45_000)
  return (body as Listed).restores
}

/** What happened to it, in order. */
export const eventsOf = async (server: BuiltServer, restore: string): Promise<ReadonlyArray<string>> => {
  const { json: body } = await send(server.url, "GET", `/api/v1/restores/${restore}`)
  return (body as Told).restore.transitions.map((x) => x.event._tag)
}

/** Nothing of a drill is left, and every index is as it was. */
export const isAsBefore = async (backend: Backend, before: Everything): Promise<void> => {
  const now = await read(backend)
  expect(now.beside).toEqual(before.beside)
  expect(compareInstallations(before.operate, now.operate)).toEqual([])
}

/**
 * A restore whose answer was never seen: it is carried out by whoever comes next, or was never recorded and nothing was changed. In the end the
 * indices are as they were backed up, open for writes, and nothing of a drill is left.
 */
export const afterRestore = async (
  server: BuiltServer,
  backend: Backend,
  target: "Drill" | "InPlace",
  before: Everything
): Promise<void> => {
  const restores = await allEnded(server)
  expect(restores.map(({ reason, state, target: found }) => [found, state, reason])).toEqual(
    restores.map(() => [target, "Completed", null])
  )
  await isAsBefore(backend, before)
}
