/**
 * Elasticsearch is killed while a part is being copied back, alone or together with our server: the drill or restore is ended by whoever is there
 * then, nothing outside the plan has changed, and nothing is left over.
 */
import {
  compareInstallations,
  type InstallationContent,
  readInstallation
} from "@camunda-backup/testkit/installation"
import { beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { count } from "../test-crash/harness/counts.ts"
import { elasticsearch } from "../test/harness/Backend.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { until } from "../test/harness/until.ts"
import { send } from "../test/harness/http.ts"
import { type BuiltServer, startBuiltServer } from "./harness/builtServer.ts"
import { restoreClient } from "./harness/restoreClient.ts"
import { makeLarge } from "./harness/slow.ts"

const large = "operate-list-view-8.3.0_"

/** The copying of the large index takes minutes then. */
const slow = { max_restore_bytes_per_sec: "100kb" }

const aDrill = { target: "drill" }
const aRestore = { unverified: true }

/** Each of both, and each way; then the rest. */
const moments = [
  ["a restore in place, Elasticsearch alone", aRestore, false],
  ["a drill, both", aDrill, true],
  ["a drill, Elasticsearch alone", aDrill, false],
  ["a restore in place, both", aRestore, true]
] as const

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, { documentsPerIndex: 3, datedDays: 1, payloadBytes: 1 })
  let backend: RealBackend
  let repository: string
  let backups = 0

  beforeAll(async () => {
    backend = await makeBackend()
    await makeLarge(backend, large)
    repository = await backend.newRepository()
  })

  const start = async (): Promise<BuiltServer> => {
    const server = await startBuiltServer({
      CAMUNDA_BACKUP_ELASTICSEARCH_URL: backend.url,
      CAMUNDA_BACKUP_REPOSITORY: repository,
      CAMUNDA_BACKUP_LEASE_TTL: "2s",
      CAMUNDA_BACKUP_MASTER_TIMEOUT: "1s",
      CAMUNDA_BACKUP_WATCH_WRITES: "0ms"
    })
    onTestFinished(async () => {
      await server.end("SIGKILL", 5000)
    })
    return server
  }

  /** Bytes of the large index are being copied, and not all of them are there. */
  const isBeingCopied = async (): Promise<void> => {
    await until(
      () =>
        send(
          backend.url,
          "GET",
          `/_cat/recovery/*${large}?active_only=true&h=type,stage,bytes_recovered,bytes_total&bytes=b`
        ),
      (x) => {
        const [, type, phase, done, all] = /^(snapshot) +(index) +(\d+) +(\d+)$/m.exec(x.text) ?? []
        return type === "snapshot" && phase === "index" && Number(done) > 0 && Number(done) < Number(all)
      }
    )
  }

  const beside = async (): Promise<unknown> =>
    (
      await elasticsearch(
        backend,
        "GET",
        "/_cat/indices/tasklist-*?format=json&h=index,uuid,status,docs.count&expand_wildcards=all&s=index"
      )
    ).body

  const left = async (): Promise<unknown> =>
    (await elasticsearch(backend, "GET", "/_cat/indices/drill-*?format=json&expand_wildcards=all")).body

  const read = (): Promise<InstallationContent> => readInstallation(backend.url)

  it.each(moments.slice(0, count(2, 4)))(
    "%s killed in the middle of a part",
    async (_what, question, both) => {
      let server = await start()
      const client = restoreClient(() => server.url, "operate")
      const backupId = String(++backups)
      await client.backUp(backups)
      const before = await read()
      const others = await beside()
      await backend.changeRepository(repository, slow)
      const id = await client.start({ backupId, ...question })
      await isBeingCopied()
      await Promise.all([backend.down(), ...(both ? [server.end("SIGKILL", 5000)] : [])])
      if (both) server = await start()
      await backend.up()
      await backend.changeRepository(repository, {})
      expect((await client.ended(id, 90_000)).end).toEqual({ _tag: "Completed" })
      expect(compareInstallations(before, await read())).toEqual([])
      expect(await beside()).toEqual(others)
      expect(await left()).toEqual([])
    }
  )
})
