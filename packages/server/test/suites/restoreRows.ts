/** Situations in which a restore must not be begun: how each is made, and what the plan says. */
import { expect } from "vitest"
import type { Backend } from "../harness/Backend.ts"
import { snapshotNames } from "../harness/Backend.ts"
import type { Scene } from "./restoreScene.ts"

export interface BlockedRow<B extends Backend> {
  readonly situation: string
  readonly question?: Readonly<Record<string, unknown>>
  /** After the backup was taken. Gives back what undoes it. */
  readonly make: (scene: Scene<B>) => Promise<(() => Promise<unknown>) | void>
  readonly what: string
  readonly words: RegExp
  /** How it is refused, status and body, when not by its plan: what is done first fails already. */
  readonly refusal?: readonly [status: number, body: unknown]
}

const setting = async <B extends Backend>(scene: Scene<B>, name: string, value: unknown) => {
  await scene.ask("PUT", "/_cluster/settings", { persistent: { [name]: value } })
  return () => scene.ask("PUT", "/_cluster/settings", { persistent: { [name]: null } })
}

export const blockedRows: ReadonlyArray<BlockedRow<Backend>> = [
  {
    situation: "a part of the backup is missing",
    make: async ({ ask, backend, repository }) => {
      const [, second = ""] = await snapshotNames(backend, repository)
      await ask("DELETE", `/_snapshot/${repository}/${second}`)
    },
    what: "restore-backup",
    words: /is INCOMPLETE/
  },
  {
    situation: "the metadata of a part is lost",
    make: async ({ backend, repository }) => {
      const [, second = ""] = await snapshotNames(backend, repository)
      await backend.damage(repository, second)
    },
    what: "restore-backup",
    words: /is FAILED/
  },
  {
    situation: "a name of the backup is an alias of somebody else's index now",
    make: async ({ ask, prefix, some }) => {
      await ask("DELETE", `/${some}`)
      await ask("PUT", `/other-${prefix}`, { aliases: { [some]: {} } })
      return () => ask("DELETE", `/other-${prefix}`)
    },
    what: "restore-names",
    words: /\(alias\)/
  },
  {
    situation: "the cluster is read-only",
    make: (scene) => setting(scene, "cluster.blocks.read_only_allow_delete", true),
    what: "restore-cluster",
    words: /cluster\.blocks\.read_only_allow_delete/,
    refusal: [502, expect.objectContaining({ code: "elasticsearch-refused" })]
  },
  {
    situation: "an index that goes first is read-only",
    make: async ({ ask, some }) => {
      await ask("PUT", `/${some}/_settings`, { "index.blocks.read_only": true })
      return () => ask("PUT", `/${some}/_settings`, { "index.blocks.read_only": null })
    },
    what: "restore-cluster",
    words: /index\.blocks\.read_only of .*process-8\.3\.0_/
  },
  {
    situation: "no shards are allocated",
    make: (scene) => setting(scene, "cluster.routing.allocation.enable", "none"),
    what: "restore-cluster",
    words: /cluster\.routing\.allocation\.enable is none/
  },
  {
    situation: "there is no room for the shards of the drill that comes first",
    make: (scene) => setting(scene, "cluster.max_shards_per_node", 1),
    what: "restore-shards",
    words: /cluster\.max_shards_per_node: 1/
  },
  {
    situation: "somebody writes",
    make: ({ ask, some }) => {
      const writing = { on: true }
      const write = async (): Promise<void> => {
        while (writing.on) await ask("POST", `/${some}/_doc`, { key: 2 })
      }
      const written = write()
      return Promise.resolve(() => {
        writing.on = false
        return written
      })
    },
    what: "restore-writers",
    words: /Somebody writes to/
  },
  {
    situation: "another prefix leads to an index that exists",
    question: { target: "into", prefix: "copy-" },
    make: async ({ ask, some }) => {
      await ask("PUT", `/copy-${some}`)
      return () => ask("DELETE", `/copy-${some}`)
    },
    what: "restore-names",
    words: /\(index\)/
  },
  {
    situation: "another prefix leads to a closed index, which Elasticsearch would replace without a word",
    question: { target: "into", prefix: "copy-" },
    make: async ({ ask, some }) => {
      await ask("PUT", `/copy-${some}`)
      await ask("POST", `/copy-${some}/_close`)
      return () => ask("DELETE", `/copy-${some}`)
    },
    what: "restore-names",
    words: /\(index, closed\)/
  }
]
