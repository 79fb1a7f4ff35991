import { delimiter, join } from "node:path"
import type { ServerFiles } from "./serverFiles.ts"
import { starterClass } from "./starterSource.ts"

export interface ServerFolders {
  readonly data: string
  readonly logs: string
  readonly temporary: string
  /** `path.repo`: file system repositories may be made in here only. */
  readonly repositories: string
}

export interface ServerCommandInput {
  readonly files: ServerFiles
  readonly folders: ServerFolders
  readonly heap: string
  readonly javaOptions: ReadonlyArray<string>
  /** 0: the server asks the operating system for a free one. */
  readonly port: number
  /** Removed by the server itself when its launcher is killed; undefined: nothing is. */
  readonly removeWhenOrphaned: string | undefined
  readonly settings: Readonly<Record<string, string>>
}

const ownSettings = ({ folders, port }: ServerCommandInput): Readonly<Record<string, string>> => ({
  "cluster.name": "camunda-backup-testkit",
  "node.name": "n1",
  "network.host": "127.0.0.1",
  "http.port": String(port),
  "transport.port": "0",
  "path.data": folders.data,
  "path.logs": folders.logs,
  "path.repo": folders.repositories,
  "discovery.type": "single-node",
  // Many new or restored indices at once are what the tests make; the default starts four shards at a time.
  "cluster.routing.allocation.node_initial_primaries_recoveries": "64",
  // Without these two a full test machine makes the server refuse requests or keep shards unassigned.
  "indices.breaker.total.use_real_memory": "false",
  "cluster.routing.allocation.disk.threshold_enabled": "false"
})

/** The arguments of `java`. Settings of the caller win over ours. */
export const serverCommand = (input: ServerCommandInput): ReadonlyArray<string> => {
  const { files, folders, heap, removeWhenOrphaned } = input
  const settings = { ...ownSettings(input), ...input.settings }
  return [
    "-Xms256m",
    `-Xmx${heap}`,
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",
    // The quick compiler only: a test's server is young all its life, and ready a third sooner with it.
    "-XX:TieredStopAtLevel=1",
    // Thread pools of a small node on any machine; the setting node.processors would be refused on one with a single core.
    "-XX:ActiveProcessorCount=2",
    ...input.javaOptions,
    `-Djava.io.tmpdir=${folders.temporary}`,
    `-Des.path.home=${files.home}`,
    "-cp",
    [files.classes, join(files.core, "*")].join(delimiter),
    starterClass,
    files.home,
    removeWhenOrphaned ?? "",
    ...Object.entries(settings).map(([key, value]) => `${key}=${value}`)
  ]
}
