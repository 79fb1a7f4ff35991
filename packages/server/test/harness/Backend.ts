/**
 * The Elasticsearch a suite runs against: the emulator in the fast lane, real servers in the real lane. Suites use only what both can do.
 */
import { type Component, IndexSets } from "@camunda-backup/core"
import { Option } from "effect"

export interface Backend {
  readonly name: string
  readonly url: string
  /** Registers a new, empty file system repository and returns its name. */
  readonly newRepository: (settings?: Readonly<Record<string, string | boolean>>) => Promise<string>
  /** Changes the settings of a repository that `newRepository` made. */
  readonly changeRepository: (
    name: string,
    settings: Readonly<Record<string, string | boolean>>
  ) => Promise<void>
  /** Makes a finished snapshot unreadable, as the loss of its file does. */
  readonly damage: (repository: string, snapshot: string) => Promise<void>
  /** Crashes it: running snapshots are lost, connections refused. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A plain request to Elasticsearch, for arranging and for looking. */
export const elasticsearch = async (
  backend: Backend,
  method: string,
  path: string,
  body?: unknown
): Promise<{ readonly status: number; readonly body: never }> => {
  const response = await fetch(`${backend.url}${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
  })
  return { status: response.status, body: (await response.json()) as never }
}

/** All snapshot names of a repository, sorted. */
export const snapshotNames = async (backend: Backend, repository: string): Promise<ReadonlyArray<string>> => {
  const { body } = await elasticsearch(backend, "GET", `/_snapshot/${repository}/_all?verbose=false`)
  return (body as { snapshots: ReadonlyArray<{ snapshot: string }> }).snapshots
    .map((x) => x.snapshot)
    .toSorted()
}

/** A snapshot made by another hand than ours, holding nothing. */
export const putSnapshot = async (
  backend: Backend,
  repository: string,
  name: string,
  metadata?: object
): Promise<void> => {
  const body = {
    indices: ["-*"],
    include_global_state: false,
    feature_states: ["none"],
    ...(metadata ? { metadata } : {})
  }
  const { status } = await elasticsearch(
    backend,
    "PUT",
    `/_snapshot/${repository}/${name}?wait_for_completion=true`,
    body
  )
  if (status !== 200) throw new Error(`cannot put snapshot ${name}: ${status}`)
}

/** Every index of a component's tables under another prefix, empty, less some; for what must not happen to the shared ones. */
export const makeIndices = async (
  backend: Backend,
  component: Component.Component,
  prefix: string,
  without: ReadonlyArray<string> = []
): Promise<void> => {
  const parts = Option.getOrElse(IndexSets.find(component, "8.7.2"), () => [])
  const names = parts.flatMap((part) =>
    part.dated ? [] : part.entries.filter((x) => !x.optional).map((x) => IndexSets.fullName(prefix, x))
  )
  await Promise.all(
    names
      .filter((name) => !without.includes(name))
      .map((name) => elasticsearch(backend, "PUT", `/${name}`, { settings: { number_of_replicas: 0 } }))
  )
}

/** The six snapshots Camunda itself would make for an id, holding nothing. */
export const putCamundaBackup = async (
  backend: Backend,
  repository: string,
  prefix: string,
  id: number,
  version: string,
  count = 6
): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (let part = 1; part <= count; part++) {
    const name = `${prefix}${id}_${version}_part_${part}_of_${count}`
    await putSnapshot(backend, repository, name, {
      backupId: id,
      version,
      partNo: part,
      partCount: count,
      initialized: true
    })
    names.push(name)
  }
  return names
}
