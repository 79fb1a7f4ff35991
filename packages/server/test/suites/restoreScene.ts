/** A component of its own in the backend, a server over it, and what is asked of both; for suites about restores. */
import { expect } from "vitest"
import { type Backend, elasticsearch, makeIndices } from "../harness/Backend.ts"
import { create, json, type Reply, send } from "../harness/http.ts"
import { startServer, type TestServer, type TestSettings } from "../harness/server.ts"
import { isState, until } from "../harness/until.ts"

const path = "/operate/actuator/backups"

export interface RestoreBody {
  readonly id: string
  readonly transitions: ReadonlyArray<{
    readonly event: {
      readonly _tag: string
      readonly how?: { readonly _tag: string; readonly reason?: string }
      readonly comparison?: { readonly notCompared: ReadonlyArray<string> }
    }
  }>
}

export interface PlanBody {
  readonly digest: string
  readonly findings: ReadonlyArray<{
    readonly what: string
    readonly severity: string
    readonly symptom: string
  }>
  readonly doomed: ReadonlyArray<{
    readonly name: string
    readonly inBackup: boolean
    readonly open: boolean
  }>
  readonly staying: ReadonlyArray<string>
  readonly templates: ReadonlyArray<{ readonly kind: string; readonly name: string; readonly now: string }>
  readonly proof: { readonly _tag: string }
}

export interface Scene<B extends Backend> {
  readonly backend: B
  readonly repository: string
  readonly prefix: string
  readonly server: TestServer
  /** One of the required indices, full name. */
  readonly some: string
  readonly ask: (method: string, on: string, body?: unknown) => Promise<unknown>
  /** Takes backup 1, as far as COMPLETED. */
  readonly backUp: (id?: number) => Promise<void>
  readonly question: (more?: Readonly<Record<string, unknown>>) => string
  readonly plan: (more?: Readonly<Record<string, unknown>>) => Promise<PlanBody>
  /** Plans, and starts with the digest of that plan. */
  readonly start: (more?: Readonly<Record<string, unknown>>) => Promise<Reply>
  /** Until it has ended; how. */
  readonly ended: (
    id: string
  ) => Promise<{ readonly how: string; readonly reason: string; readonly restore: RestoreBody }>
  /** Deletes what is left of it. */
  readonly clean: () => Promise<void>
  /** Names and uuids of every index outside the journal: what a refusal must leave as it was. */
  readonly indices: () => Promise<ReadonlyArray<string>>
}

let count = 0

export const restoreScene = async <B extends Backend>(
  backend: B,
  settings: TestSettings = {}
): Promise<Scene<B>> => {
  const repository = await backend.newRepository()
  const prefix = `re${++count}${repository.toLowerCase().replaceAll("-", "")}`
  await makeIndices(backend, "operate", prefix)
  const some = `${prefix}-process-8.3.0_`
  const ask = async (method: string, on: string, body?: unknown): Promise<unknown> => {
    const answer = await elasticsearch(backend, method, on, body)
    expect([answer.status, answer.body]).toEqual([expect.toSatisfy((x: number) => x < 300), answer.body])
    return answer.body
  }
  await ask("POST", `/${some}/_doc/a?refresh=true`, { key: 1 })
  const server = await startServer(backend.url, {
    repository,
    journalIndex: `journal-${prefix}`,
    indexPrefixes: { operate: prefix, tasklist: `none-${prefix}` },
    watchWrites: "200 millis",
    masterTimeout: "500 millis",
    ...settings
  })
  const existing = (pattern: string) =>
    ask("GET", `/_cat/indices/${pattern}?format=json&h=index,uuid,status&expand_wildcards=all`) as Promise<
      ReadonlyArray<Record<string, string>>
    >
  const question = (more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({ component: "operate", backupId: "1", target: "in-place", ...more })
  const post = (on: string, body: string) => send(server.url, "POST", `/api/v1${on}`, { headers: json, body })
  const plan = async (more?: Readonly<Record<string, unknown>>) => {
    const reply = await post("/restores/plan", question(more))
    expect(reply.status, reply.text).toBe(200)
    return reply.json as PlanBody
  }
  return {
    backend,
    repository,
    prefix,
    server,
    some,
    ask,
    backUp: async (id = 1) => {
      expect((await create(server.url, path, id)).status).toBe(200)
      await until(() => send(server.url, "GET", `${path}/${id}`), isState("COMPLETED"))
    },
    question,
    plan,
    start: async (more) => {
      const { digest } = await plan(more)
      return post("/restores", question({ digest, ...more }))
    },
    ended: async (id) => {
      const restoreOf = (reply: Reply) => (reply.json as { readonly restore: RestoreBody }).restore
      const last = (reply: Reply) => restoreOf(reply).transitions.at(-1)?.event
      const reply = await until(
        () => send(server.url, "GET", `/api/v1/restores/${id}`),
        (x) => x.status === 200 && last(x)?._tag === "Ended",
        60_000
      )
      const how = last(reply)?.how
      return { how: how?._tag ?? "", reason: how?.reason ?? "", restore: restoreOf(reply) }
    },
    clean: async () => {
      for (const { index } of await existing(`*${prefix}-*,journal-${prefix}`))
        await ask("DELETE", `/${index}`)
    },
    indices: async () => {
      const all = await existing(`${prefix}-*,drill-*`)
      return all.map((x) => `${x["index"]} ${x["uuid"]} ${x["status"]}`).toSorted()
    }
  }
}
