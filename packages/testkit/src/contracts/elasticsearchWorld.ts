import { type CamundaVersion, layerElasticsearch, Settings } from "@camunda-backup/core"
import { ManagedRuntime } from "effect"
import { randomUUID } from "node:crypto"
import { registerRepository } from "../installation/registerRepository.ts"
import { expectOk } from "../installation/request.ts"
import type { SlowableWorld } from "./StoreWorld.ts"

/** The Elasticsearch adapters over a server, emulated or real. Repositories are put below `location`. */
export const elasticsearchWorld = (
  url: string,
  location: string,
  close: () => Promise<void>
): SlowableWorld => {
  const settings = Settings.make({ camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion })
  const runtime = ManagedRuntime.make(layerElasticsearch({ urls: [url] }, settings))
  return {
    runtime,
    newRepository: async ({ readOnly } = { readOnly: false }) => {
      const name = `contract-${randomUUID()}`
      const at = { location: `${location}${name}` }
      await registerRepository(url, name, { type: "fs", settings: at })
      if (readOnly) await registerRepository(url, name, { type: "fs", settings: { ...at, readonly: true } })
      return name
    },
    slowRestores: async (repository) => {
      const at = { location: `${location}${repository}`, max_restore_bytes_per_sec: "10kb" }
      await registerRepository(url, repository, { type: "fs", settings: at })
    },
    putSnapshot: async (repository, name) => {
      const body = { indices: ["-*"], include_global_state: false, feature_states: ["none"] }
      await expectOk(
        url,
        "PUT",
        `/_snapshot/${repository}/${name}?wait_for_completion=true`,
        JSON.stringify(body)
      )
    },
    putIndex: async (name, aliases = []) => {
      const head = await fetch(`${url}/${name}`, { method: "HEAD" })
      if (head.status === 200) return
      const body = {
        settings: { number_of_replicas: 0 },
        aliases: Object.fromEntries(aliases.map((alias) => [alias, {}]))
      }
      await expectOk(url, "PUT", `/${name}`, JSON.stringify(body))
    },
    fill: async (index, documents) => {
      const text = () => Array.from({ length: 40 }, randomUUID).join("")
      const lines = Array.from(
        { length: documents },
        (_, i) => `{"index":{}}\n{"number":${i},"text":"${text()}"}\n`
      )
      await expectOk(url, "POST", `/${index}/_bulk?refresh=true`, lines.join(""))
    },
    closeIndex: async (index) => {
      await expectOk(url, "POST", `/${index}/_close`)
    },
    close: async () => {
      await runtime.dispose()
      await close()
    }
  }
}
