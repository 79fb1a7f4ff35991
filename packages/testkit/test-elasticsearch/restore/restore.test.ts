/** A backup that is drilled and restored by the core over real servers, compared document for document with what there was. */
import {
  BackupApi,
  BackupId,
  type CamundaVersion,
  Component,
  layerElasticsearch,
  RestoreApi,
  type RestoreId,
  type RestoreQuestion,
  Settings
} from "@camunda-backup/core"
import { Effect, Layer, Logger, ManagedRuntime, Option, Schedule } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  buildInstallation,
  compareInstallations,
  type InstallationOptions,
  readInstallation,
  registerRepository
} from "../../src/installation/index.ts"
import { expectOk } from "../../src/installation/request.ts"
import { elasticsearchForTests } from "../../src/index.ts"

const installation: InstallationOptions = { documentsPerIndex: 30, shards: 2, varied: true }

const id = Option.getOrThrow(BackupId.parse("77"))

const question = (target: RestoreQuestion["target"]): RestoreQuestion => ({
  component: "operate",
  backupId: id,
  target,
  others: "delete",
  templates: "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  fromRepository: Option.none()
})

describe.each(["8.19.21", "9.5.3"])("Elasticsearch %s", (version) => {
  let server: Awaited<ReturnType<typeof elasticsearchForTests>>
  let runtime: ManagedRuntime.ManagedRuntime<BackupApi | RestoreApi, never>
  let before: Awaited<ReturnType<typeof readInstallation>>

  const restoreEnds = (restore: RestoreId.RestoreId) =>
    RestoreApi.use((api) =>
      api.status(restore).pipe(
        Effect.repeat({
          until: ({ restore: found }) => found.transitions.at(-1)?.event._tag === "Ended",
          schedule: Schedule.spaced("200 millis")
        }),
        Effect.timeout("100 seconds"),
        Effect.map((x) => x.restore.transitions.at(-1)?.event)
      )
    )

  beforeAll(async () => {
    server = await elasticsearchForTests(version)
    const { repositoryPath, url } = server
    await registerRepository(url, "camunda", {
      type: "fs",
      settings: { location: `${repositoryPath}/camunda` }
    })
    await buildInstallation(url, installation)
    before = await readInstallation(url, installation)
    const settings = Settings.make({
      camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion,
      repository: "camunda"
    })
    runtime = ManagedRuntime.make(
      Layer.merge(layerElasticsearch({ urls: [url] }, settings), Logger.layer([]))
    )
    await runtime.runPromise(
      Effect.forEach(Component.all, (component) =>
        Effect.gen(function* () {
          const api = yield* BackupApi
          yield* api.create(component, id)
          const taken = yield* Effect.repeat(api.get(component, id), {
            until: (x) => x.state !== "IN_PROGRESS",
            schedule: Schedule.spaced("200 millis")
          })
          if (taken.state !== "COMPLETED") throw new Error(`The backup of ${component} is ${taken.state}.`)
        })
      )
    )
  })
  afterAll(async () => {
    await runtime?.dispose()
    await server?.stop()
  })

  it("is verified by a drill, which leaves nothing behind", async () => {
    const end = await runtime.runPromise(
      Effect.gen(function* () {
        const { id: drill } = yield* RestoreApi.use((api) =>
          api.start(question({ _tag: "Drill" }), Option.none())
        )
        return yield* restoreEnds(drill)
      })
    )
    expect(end).toEqual({ _tag: "Ended", how: { _tag: "Completed" } })
    const found = await runtime.runPromise(RestoreApi.use((api) => api.verifications("operate")))
    expect(found.get(id)).toMatchObject({ result: "verified", reason: null })
    expect(await expectOk(server.url, "GET", "/_cat/indices/drill-*?expand_wildcards=all")).toBe("")
    expect(compareInstallations(before, await readInstallation(server.url, installation))).toEqual([])
  })

  it("comes back in place as it was, whatever has happened to its indices", async () => {
    const names = Object.keys(before).filter((x) => /^operate-(list-view|event)/.test(x))
    const [changed, gone] = names.filter((x) => before[x]?.status === "open")
    await expectOk(server.url, "PUT", `/${changed}/_doc/stray?refresh=true`, "{}")
    await expectOk(server.url, "DELETE", `/${gone}`)
    await expectOk(server.url, "PUT", "/operate-list-view-8.3.0_2020-01-01")
    const plan = await runtime.runPromise(RestoreApi.use((api) => api.plan(question({ _tag: "InPlace" }))))
    expect(plan.findings.filter((x) => x.severity === "error")).toEqual([])
    const end = await runtime.runPromise(
      Effect.gen(function* () {
        const { id: restore } = yield* RestoreApi.use((api) =>
          api.start(question({ _tag: "InPlace" }), Option.some(plan.digest))
        )
        return yield* restoreEnds(restore)
      })
    )
    expect(end).toEqual({ _tag: "Ended", how: { _tag: "Completed" } })
    expect(compareInstallations(before, await readInstallation(server.url, installation))).toEqual([])
  })
})
