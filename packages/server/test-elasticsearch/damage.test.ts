/**
 * Every way of damage in the repository of a real server: every list says COMPLETED, and it is found before anything is deleted; or, where a
 * drill was waived, what is left can be gone on with.
 */
import type { Damage } from "@camunda-backup/testkit/contracts"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { snapshotNames } from "../test/harness/Backend.ts"
import { type RealBackend, realBackend, versions } from "../test/harness/realBackend.ts"
import { restoreScene, type Scene } from "../test/suites/restoreScene.ts"
import { repositoryFiles, type RepositoryFiles } from "./harness/repositoryFiles.ts"
import { restoreClient, type RestoreClient } from "./harness/restoreClient.ts"

interface Stage {
  readonly scene: Scene<RealBackend>
  readonly client: RestoreClient
  readonly files: RepositoryFiles
  /** Name of the part that holds `scene.some`. */
  readonly part: string
}

const stage = async (backend: RealBackend): Promise<Stage> => {
  const scene = await restoreScene(backend)
  const client = restoreClient(() => scene.server.url, "operate")
  await client.backUp(1)
  const part = (await snapshotNames(backend, scene.repository)).at(-1) ?? ""
  return { scene, client, files: await repositoryFiles(backend, scene.repository), part }
}

const end = async ({ files, scene }: Stage): Promise<void> => {
  await scene.server.close()
  await files.mend()
  await scene.clean()
  await files.close()
}

/** Shows only when the files are read to the last byte. */
const unseen: ReadonlyArray<Damage> = ["data changed", "data cut off", "data gone"]

/** Shows as soon as anybody asks what the snapshot holds. */
const seen: ReadonlyArray<readonly [string, (stage: Stage) => Promise<unknown>, RegExp]> = [
  [
    "list changed",
    ({ files, scene }) => files.damage(scene.some, "list changed"),
    /part_6_of_6 cannot be read/
  ],
  ["list gone", ({ files, scene }) => files.damage(scene.some, "list gone"), /part_6_of_6 cannot be read/],
  [
    "description gone",
    ({ files, scene }) => files.damage(scene.some, "description gone"),
    /part_6_of_6 cannot be read/
  ],
  ["snap-….dat of a part gone", ({ files, part }) => files.remove("snap", part), /is FAILED.*part_6_of_6/],
  [
    "a whole part deleted",
    ({ part, scene }) => scene.ask("DELETE", `/_snapshot/${scene.repository}/${part}`),
    /is INCOMPLETE.*part/
  ]
]

describe.each(versions)("Elasticsearch %s", (version) => {
  const makeBackend = realBackend(version, { components: [] })

  describe("of a backup that every list says is COMPLETED", () => {
    let one: Stage
    let before: ReadonlyArray<string>
    beforeAll(async () => {
      one = await stage(await makeBackend())
      before = await one.scene.indices()
    })
    afterAll(() => end(one))

    const refused = async (more: Readonly<Record<string, unknown>>, words: RegExp): Promise<void> => {
      const reply = await one.client.ask(more)
      expect([reply.status, reply.json]).toEqual([
        409,
        expect.objectContaining({ code: "restore-refused", detail: expect.stringMatching(words) })
      ])
    }

    it.each(unseen)("%s: a drill names the shard, and nothing is deleted", async (damage) => {
      const { client, files, part, scene } = one
      await files.damage(scene.some, damage)
      try {
        const failed = { _tag: "ShardFailed", index: scene.some, shard: 0, snapshot: part }
        const drilled = await client.ended(await client.start({ target: "drill" }))
        expect(drilled.end).toMatchObject(failed)
        expect(drilled.end["reason"]).not.toBe("")
        expect(await client.verification(1)).toMatchObject({
          result: "damaged",
          reason: expect.stringContaining(`Shard 0 of index ${scene.some}`)
        })
        const inPlace = await client.ended(await client.start())
        expect(inPlace.end).toMatchObject(failed)
        expect(inPlace.events).toEqual(["Ended"])
        await refused({ unverified: true }, /found it damaged: Shard 0 of index/)
        expect(await scene.indices()).toEqual(before)
      } finally {
        await files.mend()
      }
    })

    it("meta-….dat of a part gone: it holds nothing that a restore of ours reads, and everything comes back", async () => {
      const { client, files, part, scene } = one
      await files.remove("meta", part)
      expect((await client.ended(await client.start({ target: "drill" }))).how).toBe("Completed")
      expect((await client.ended(await client.start())).how).toBe("Completed")
      expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 1 })
      await files.mend()
      before = await scene.indices()
    })

    it.each(seen)("%s: the plan names the part, and nothing is begun", async (_name, damage, words) => {
      await damage(one)
      await refused({ target: "drill" }, words)
      await refused({}, words)
      await refused({ unverified: true }, words)
      expect(await one.scene.indices()).toEqual(before)
      await one.files.mend()
    })
  })

  describe("that nobody knew of when a drill was waived", () => {
    const failing = async (use: (one: Stage) => Promise<void>): Promise<void> => {
      const one = await stage(await makeBackend())
      try {
        await one.files.damage(one.scene.some, "data changed")
        await use(one)
      } finally {
        await end(one)
      }
    }

    const fails = async ({ client, part, scene }: Stage): Promise<string> => {
      const id = await client.start({ unverified: true })
      const { end: found, events } = await client.ended(id)
      expect(found).toMatchObject({ _tag: "ShardFailed", index: scene.some, shard: 0, snapshot: part })
      expect(events).toEqual(["DeletesBegun", "Ended"])
      return id
    }

    it("ends with the shard that failed, again as long as it is damaged, and goes on when it is mended", async () => {
      await failing(async (one) => {
        const { client, files, scene } = one
        const id = await fails(one)
        expect((await client.resume(id)).status).toBe(202)
        expect((await client.ended(id)).how).toBe("ShardFailed")
        await files.mend()
        expect((await client.resume(id)).status).toBe(202)
        expect((await client.ended(id)).end).toEqual({ _tag: "Completed" })
        expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 1 })
      })
    })

    it("leaves another backup to be restored over what is there", async () => {
      await failing(async (one) => {
        const { client, scene } = one
        await scene.ask("POST", `/${scene.some}/_doc/b?refresh=true`, { key: 2 })
        // Into files of its own: what is shared would be damaged as well.
        await scene.ask("POST", `/${scene.some}/_forcemerge?max_num_segments=1`)
        await client.backUp(2)
        await fails(one)
        expect((await client.ask({ unverified: true })).text).toContain("found it damaged")
        const id = await client.start({ backupId: "2" })
        expect((await client.ended(id)).end).toEqual({ _tag: "Completed" })
        expect(await scene.ask("GET", `/${scene.some}/_count`)).toMatchObject({ count: 2 })
      })
    })
  })
})
