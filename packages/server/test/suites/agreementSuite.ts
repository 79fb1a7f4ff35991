/**
 * `check` and `create` agree. One row per situation: how it is made, what `check` says, how a backup ends that is taken now. For each row the law
 * is tested: of Operate `check` has an error exactly when the backup is refused or does not end as COMPLETED.
 */
import type { Connection, Finding } from "@camunda-backup/core"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { create, type Reply, send } from "../harness/http.ts"
import { startServer, type TestServer, type TestSettings } from "../harness/server.ts"
import { steppedClock } from "../harness/steppedClock.ts"
import { until } from "../harness/until.ts"
import { type Backend, elasticsearch, makeIndices } from "../harness/Backend.ts"

export interface Situation<B extends Backend> {
  readonly backend: B
  readonly repository: string
  /** Index prefix of Operate, the journal's index, both of this row alone. */
  readonly prefix: string
  readonly journal: string
  /** A request to Elasticsearch that has to succeed. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>
  /** Takes a first backup to its end, so that the journal is there. */
  readonly takeOne: () => Promise<void>
}

/** Undoes what the next row must not meet. */
export type Undo = () => Promise<unknown> | void

export interface Row<B extends Backend> {
  readonly situation: string
  readonly settings?: TestSettings
  readonly make: (x: Situation<B>) => Promise<Undo | void> | Undo | void
  /** `what: severity: words`; of the errors of Operate and of all, every one; of warnings those to look for. */
  readonly check: ReadonlyArray<readonly [what: string, severity: Finding.Severity, words: RegExp]>
  /** The state it ends with, or the status of the refusal and words of it. */
  readonly create:
    | "COMPLETED"
    | "FAILED"
    | "INCOMPLETE"
    | "LEFT NOTHING"
    | readonly [status: number, words: RegExp]
  /** Where Elasticsearch is taken to be; the backend's own address unless given. */
  readonly address?: (x: Situation<B>) => string | Connection
  /** How far this process's clock is ahead of the true time. */
  readonly clockAheadMillis?: number
}

const path = "/operate/actuator/backups"

export const agreementSuite = <B extends Backend>(
  backendOf: () => Promise<B>,
  rows: ReadonlyArray<Row<B>>
): void => {
  describe("check and create agree", () => {
    let backend: B
    let servers: Array<TestServer>
    let count = 0
    beforeEach(async () => {
      backend = await backendOf()
      servers = []
    })
    afterEach(async () => {
      await Promise.all(servers.map((x) => x.close()))
      await backend.close()
    })

    it.each(rows.map((row) => [row.situation, row] as const))("%s", async (_situation, row) => {
      const repository = await backend.newRepository()
      const prefix = `op${++count}${repository.toLowerCase().replaceAll("-", "")}`
      const journal = `journal-${prefix}`
      await makeIndices(backend, "operate", prefix)
      const start = async (
        settings: TestSettings = {},
        aheadMillis = 0,
        address: string | Connection = backend.url
      ) => {
        const values: TestSettings = {
          repository,
          journalIndex: journal,
          indexPrefixes: { operate: prefix, tasklist: "tasklist" },
          requestTimeout: "2 seconds",
          retryBudget: "1500 millis",
          masterTimeout: "500 millis",
          ...settings
        }
        const clock = steppedClock()
        clock.step(aheadMillis)
        const server = await startServer(address, values, clock)
        servers.push(server)
        return server
      }
      const situation: Situation<B> = {
        backend,
        repository,
        prefix,
        journal,
        ask: async (method, on, body) => {
          const { status, body: answer } = await elasticsearch(backend, method, on, body)
          expect([status, answer]).toEqual([expect.toSatisfy((x: number) => x < 300), answer])
          return answer
        },
        takeOne: async () => {
          const server = await start()
          expect((await create(server.url, path, 1)).status).toBe(200)
          await ended(server, 1)
        }
      }
      const undo = await row.make(situation)
      try {
        const server = await start(row.settings, row.clockAheadMillis, row.address?.(situation))
        const report = (await send(server.url, "GET", "/api/v1/check")).json as {
          readonly findings: ReadonlyArray<Finding.Finding>
        }
        const concerning = report.findings.filter((x) => x.component !== "tasklist")
        const errors = concerning.filter((x) => x.severity === "error")
        for (const [what, severity, words] of row.check)
          expect(concerning).toContainEqual(
            expect.objectContaining({ what, severity, symptom: expect.stringMatching(words) })
          )
        const expected = row.check.filter(([, severity]) => severity === "error").map(([what]) => what)
        expect(errors.map((x) => x.what).toSorted()).toEqual(expected.toSorted())
        // Who reads an error knows what it means and what to do next.
        for (const { action, impact } of errors)
          expect(`${impact} ${action}`).toMatch(/[A-Z_]{6}|\/|camunda-backup|Wait/)

        const reply = await create(server.url, path, 2)
        const outcome = reply.status === 200 ? await ended(server, 2) : reply.status
        const [end, words] = typeof row.create === "string" ? [row.create, /scheduledSnapshots/] : row.create
        expect([outcome, reply.text]).toEqual([end, expect.stringMatching(words)])
        expect(errors.length > 0).toBe(outcome !== "COMPLETED")
      } finally {
        await undo?.()
        // A server takes a thousand shards, and a row leaves more than twenty.
        await removeIndices(backend, prefix)
      }
    })
  })
}

/** By their exact names. */
const removeIndices = async (backend: Backend, prefix: string): Promise<void> => {
  const { body } = await elasticsearch(
    backend,
    "GET",
    `/_resolve/index/${prefix}-*?expand_wildcards=all&filter_path=indices.name`
  )
  const { indices = [] } = body as { readonly indices?: ReadonlyArray<{ readonly name: string }> }
  const names = indices.map((x) => x.name)
  if (names.length > 0) await elasticsearch(backend, "DELETE", `/${names.join(",")}`)
}

const stateOf = (reply: Reply): string => (reply.json as { readonly state?: string }).state ?? ""

const ended = async (server: TestServer, id: number): Promise<string> => {
  const reply = await until(
    () => send(server.url, "GET", `${path}/${id}`),
    (x) => x.status === 404 || (x.status === 200 && stateOf(x) !== "IN_PROGRESS"),
    15_000
  )
  return reply.status === 404 ? "LEFT NOTHING" : stateOf(reply)
}
