import { type BackupClient, Component, layerElasticsearch, type Settings } from "@camunda-backup/core"
import type { Layer } from "effect"
import { randomBytes, randomUUID } from "node:crypto"
import { buildInstallation } from "../installation/buildInstallation.ts"
import { describeInstallation } from "../installation/describeInstallation.ts"
import { registerRepository } from "../installation/registerRepository.ts"
import { expectOk, request } from "../installation/request.ts"
import type { BackupApiWorld } from "./BackupApiWorld.ts"

export interface ElasticsearchApiOptions {
  /** A server, emulated or real. */
  readonly url: string
  /** Repositories are put below it. */
  readonly location: string
  readonly close: () => Promise<void>
  /** The implementation over the Elasticsearch at this URL. Default: direct. */
  readonly api?: (elasticsearch: string, settings: Settings.Values) => Layer.Layer<BackupClient>
  /** Keeps snapshots of this name from ending. Default, for a server that cannot: much to copy into a throttled repository. */
  readonly hold?: (snapshots: string) => { readonly release: () => void }
}

/** Port 1 is reserved, and nobody listens there. */
const nobody = "http://127.0.0.1:1"

const indexPrefixes = Component.record((component) => `contract-${component}`)
const slowPrefix = (component: Component.Component) => `contract-slow-${component}`

const direct: NonNullable<ElasticsearchApiOptions["api"]> = (url, settings) =>
  layerElasticsearch({ urls: [url] }, settings)

/** 6 MB that do not compress, in one segment: at 100 KB a second they last a minute. */
const makeLarge = async (url: string, index: string): Promise<void> => {
  const document = () => JSON.stringify({ payload: randomBytes(1_500_000).toString("base64") })
  const lines = Array.from({ length: 4 }, () => `{"index":{}}\n${document()}\n`).join("")
  const written = await expectOk(
    url,
    "POST",
    `/${index}/_bulk?refresh=true&filter_path=errors,items.*.error`,
    lines
  )
  if (!written.includes('"errors":false')) throw new Error(`${index} is not large: ${written.slice(0, 500)}`)
  await expectOk(url, "POST", `/${index}/_forcemerge?max_num_segments=1`)
}

/** `BackupApi` over a server with an installation of its own, under prefixes nobody else uses. */
export const elasticsearchBackupApiWorld = async (
  options: ElasticsearchApiOptions
): Promise<BackupApiWorld> => {
  const { url, location, close, api = direct, hold } = options
  await buildInstallation(url, { prefixes: indexPrefixes, documentsPerIndex: 1, datedDays: 1 })
  const register = (name: string, settings: Readonly<Record<string, string | boolean>> = {}) =>
    registerRepository(url, name, { type: "fs", settings: { location: `${location}${name}`, ...settings } })
  const newRepository = async (settings?: Readonly<Record<string, string | boolean>>) => {
    const name = `api-${randomUUID()}`
    await register(name, settings)
    return name
  }
  const exists = async (index: string) => (await request(url, "HEAD", `/${index}`)).status === 200
  const makeSlow = async (component: Component.Component) => {
    const prefixes = { [component]: slowPrefix(component) }
    const installation = { components: [component], prefixes, documentsPerIndex: 0, payloadBytes: 1 }
    const [first] = describeInstallation(installation).indices
    if (first === undefined || (await exists(first.name))) return
    await buildInstallation(url, { ...installation, datedDays: 0 })
    await makeLarge(url, first.name)
  }
  return {
    layer: (settings) => api(url, settings),
    layerWithoutElasticsearch: (settings) => api(nobody, settings),
    indexPrefixes,
    newRepository: () => newRepository(),
    makeReadOnly: (name) => register(name, { readonly: true }),
    unregister: async (name) => {
      await expectOk(url, "DELETE", `/_snapshot/${name}`)
    },
    slow: async (component) => {
      if (hold !== undefined) {
        const { release } = hold(`${Component.snapshotPrefix(component)}*_part_1_of_6`)
        return { repository: await newRepository(), indexPrefixes, release }
      }
      await makeSlow(component)
      const repository = await newRepository({ max_snapshot_bytes_per_sec: "100kb" })
      const prefixes = { ...indexPrefixes, [component]: slowPrefix(component) }
      return { repository, indexPrefixes: prefixes, release: () => {} }
    },
    putIndex: async (name) => {
      if (!(await exists(name)))
        await expectOk(url, "PUT", `/${name}`, JSON.stringify({ settings: { number_of_replicas: 0 } }))
    },
    removeIndex: async (name) => {
      await expectOk(url, "DELETE", `/${name}`)
    },
    putSnapshot: async (repository, name) => {
      const body = { indices: ["-*"], include_global_state: false, feature_states: ["none"] }
      const path = `/_snapshot/${repository}/${name}?wait_for_completion=true`
      await expectOk(url, "PUT", path, JSON.stringify(body))
    },
    snapshotNames: async (repository) => {
      const text = await expectOk(url, "GET", `/_snapshot/${repository}/*?verbose=false`)
      const { snapshots } = JSON.parse(text) as { snapshots: ReadonlyArray<{ snapshot: string }> }
      return snapshots.map((x) => x.snapshot).toSorted()
    },
    close
  }
}
