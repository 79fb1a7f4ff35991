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

export const drill = (server: BuiltServer): Promise<Reply> => ask(server, "/restores", question("drill"))

/** Nothing proves the backup before: a drill is killed in a life of its own. */
export const restoreInPlace = async (server: BuiltServer): Promise<Reply> => {
  const plan = await ask(server, "/restores/plan", question("in-place", { unverified: true }))
  const { digest } = plan.json as { readonly digest: string }
  return ask(server, "/restores", question("in-place", { unverified: true, digest }))
}

type Installation = Awaited<ReturnType<typeof readInstallation>>

/** Every document, mapping, setting and alias of Operate. */
export const read = (backend: Backend): Promise<Installation> =>
  readInstallation(backend.url, { prefixes: { operate: "operate", tasklist: "none" } })

interface Listed {
  readonly restores: ReadonlyArray<{
    readonly target: string
    readonly state: string
    readonly reason: string | null
  }>
}

/**
 * A restore whose answer was never seen: it is carried out by whoever comes next, or was never recorded and nothing was changed. In the end the
 * indices are as they were backed up, open for writes, and nothing of a drill is left.
 */
export const afterRestore = async (
  server: BuiltServer,
  backend: Backend,
  target: "Drill" | "InPlace",
  before: Installation
): Promise<void> => {
  const isOver = ({ status, json: body }: Reply): boolean =>
    status === 200 && (body as Listed).restores.every((x) => x.state !== "Running")
  const { json: body } = await until(() => send(server.url, "GET", "/api/v1/restores"), isOver, 45_000)
  const { restores } = body as Listed
  expect(restores.map(({ reason, state, target: found }) => [found, state, reason])).toEqual(
    restores.map(() => [target, "Completed", null])
  )
  const left = await elasticsearch(backend, "GET", "/_cat/indices/drill-*?format=json&expand_wildcards=all")
  expect(left.body).toEqual([])
  expect(compareInstallations(before, await read(backend))).toEqual([])
}
