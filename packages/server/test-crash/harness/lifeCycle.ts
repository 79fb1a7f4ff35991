/** What is done to a backup around a kill, and what must be true in the end without a hand being raised. */
import { expect } from "vitest"
import { create, type Reply, send } from "../../test/harness/http.ts"
import { isState, until } from "../../test/harness/until.ts"
import type { BuiltServer } from "../../test-elasticsearch/harness/builtServer.ts"
import { storedSnapshots } from "../../test-elasticsearch/harness/storedSnapshots.ts"
import type { Backend } from "../../test/harness/Backend.ts"
import { id, path } from "./CrashWorld.ts"

export const post = (server: BuiltServer): Promise<Reply> => create(server.url, path, id)
export const get = (server: BuiltServer): Promise<Reply> => send(server.url, "GET", `${path}/${id}`)
export const remove = (server: BuiltServer): Promise<Reply> => send(server.url, "DELETE", `${path}/${id}`)

export const completes = (server: BuiltServer): Promise<Reply> =>
  until(() => get(server), isState("COMPLETED"), 30_000)

/**
 * A create whose answer was never seen. Either it was accepted, and then it completes by itself; or it was not, and then the same request is
 * accepted as soon as the dead owner's lease is over.
 */
export const completesOrWasNeverAsked = async (server: BuiltServer): Promise<"accepted" | "never asked"> => {
  const first = await get(server)
  const accepted = first.status === 200
  if (!accepted) await until(() => post(server), isAccepted, 30_000)
  const done = await completes(server)
  expect((done.json as { readonly failureReason: unknown }).failureReason).toBe(null)
  return accepted ? "accepted" : "never asked"
}

const isAccepted = (reply: Reply): boolean => reply.status === 200 || reply.text.includes("already exists")

/**
 * A delete whose answer was never seen: it is carried out, or was never recorded and nothing of the backup is lost; then it is asked for once
 * more. Gives what is left in the end.
 */
export const afterDelete = async (server: BuiltServer, backend: Backend, repository: string) => {
  const said = await until(
    () => get(server),
    (reply) => reply.status === 404 || isState("COMPLETED")(reply),
    30_000
  )
  const stored = await storedSnapshots(backend, repository)
  expect(stored).toHaveLength(said.status === 404 ? 0 : 6)
  if (said.status !== 404) expect((await remove(server)).status).toBe(204)
  return storedSnapshots(backend, repository)
}
