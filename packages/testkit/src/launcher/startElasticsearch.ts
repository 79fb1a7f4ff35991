import { join } from "node:path"
import { awaitReady, PortInUse } from "./awaitReady.ts"
import { endWithThisProcess } from "./endWithThisProcess.ts"
import { findJdk } from "./findJdk.ts"
import { serverCommand } from "./serverCommand.ts"
import { serverDirectory } from "./serverDirectory.ts"
import { serverFiles } from "./serverFiles.ts"
import { type ServerExit, type ServerProcess, spawnServer } from "./ServerProcess.ts"

export interface ElasticsearchOptions {
  /** `8.19.21` and `9.5.3` are proven in the test lane; 8.16 to 8.19 and 9.0 to 9.5 work as far as Maven Central has them. */
  readonly version: string
  /** Default: a free one. */
  readonly port?: number
  /** Settings of the node; they win over the launcher's. */
  readonly settings?: Readonly<Record<string, string>>
  /** Default `1g`. */
  readonly heap?: string
  /** Options of the JVM; they win over the launcher's. A benchmark wants `-XX:TieredStopAtLevel=4`, the optimizing compiler. */
  readonly javaOptions?: ReadonlyArray<string>
  /** Data, repositories and logs; kept. Default: a temporary folder that goes with the server. */
  readonly directory?: string
  /** The temporary folder is in memory where the system has room: no disk is waited for. */
  readonly inMemory?: boolean
  /** `healthy` (default): `GET /_cluster/health` answers 200. `listening`: only the port is open, for a node that shall have no master. */
  readonly readyWhen?: "healthy" | "listening"
  /** Default 60 s. */
  readonly startTimeoutMillis?: number
  /** How long `stop` and `restart` wait after SIGTERM before SIGKILL. Default 10 s. */
  readonly stopTimeoutMillis?: number
  readonly onLog?: (line: string) => void
}

export interface RunningElasticsearch {
  readonly url: string
  readonly version: string
  /** `path.repo`: locations of file system repositories must be in here. */
  readonly repositoryPath: string
  readonly dataDirectory: string
  /** Of the Java process that runs now or, after `kill`, ran last. */
  readonly pid: number
  /** The end of that process. */
  readonly exited: Promise<ServerExit>
  /** SIGTERM, bounded, then SIGKILL; removes its temporary folder. */
  readonly stop: () => Promise<void>
  /** SIGKILL: a crash. Data and port are kept for `restart`. */
  readonly kill: () => Promise<void>
  /** Starts it again on the same port and data; one that still runs is ended in good order before. */
  readonly restart: () => Promise<void>
}

/** Tries again while another program happens to have the port, which a port that was free a moment ago may meet. */
const withBindTries = async <A>(start: () => Promise<A>, tries: number): Promise<A> => {
  try {
    return await start()
  } catch (error) {
    if (error instanceof PortInUse && tries > 1) return withBindTries(start, tries - 1)
    throw error
  }
}

type Start = (
  port: number,
  onSpawn: (server: ServerProcess) => void
) => Promise<{ readonly port: number; readonly server: ServerProcess }>

const starter = (
  java: string,
  argumentsFor: (port: number) => ReadonlyArray<string>,
  cwd: string,
  options: ElasticsearchOptions
): Start => {
  const { version, startTimeoutMillis: timeoutMillis = 60_000, readyWhen = "healthy" } = options
  return async (port, onSpawn) => {
    const server = await spawnServer(java, argumentsFor(port), cwd, options.onLog ?? (() => {}))
    onSpawn(server)
    try {
      return { port: await awaitReady(server, { version, timeoutMillis, readyWhen }), server }
    } catch (error) {
      await server.end(0)
      throw error
    }
  }
}

/** Starts a real Elasticsearch on 127.0.0.1; resolves when it can be used. It never outlives this process, however that ends. */
export const startElasticsearch = async (options: ElasticsearchOptions): Promise<RunningElasticsearch> => {
  const { version, heap = "1g", javaOptions = [], settings = {}, stopTimeoutMillis = 10_000 } = options
  const jdk = await findJdk(version)
  const files = await serverFiles(version, jdk)
  const { path, temporary, folders, remove } = await serverDirectory(
    version,
    options.directory,
    options.inMemory
  )
  const start = starter(
    join(jdk.home, "bin", "java"),
    (port) =>
      serverCommand({ files, folders, heap, javaOptions, port, removeWhenOrphaned: temporary, settings }),
    path,
    options
  )

  let spawned: ServerProcess | undefined
  const onSpawn = (server: ServerProcess): void => {
    spawned = server
  }
  const end = async (graceMillis: number): Promise<void> => {
    if (spawned?.hasExited() === false) await spawned.end(graceMillis)
  }
  const release = endWithThisProcess({
    pid: () => (spawned?.hasExited() === false ? spawned.pid : undefined),
    folder: temporary
  })
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopped ??= end(stopTimeoutMillis).then(remove).finally(release)
    return stopped
  }

  try {
    let { port, server } = await withBindTries(
      () => start(options.port ?? 0, onSpawn),
      options.port === undefined ? 3 : 1
    )
    return {
      url: `http://127.0.0.1:${port}`,
      version,
      repositoryPath: folders.repositories,
      dataDirectory: folders.data,
      get pid() {
        return server.pid
      },
      get exited() {
        return server.exited
      },
      stop,
      kill: () => end(0),
      restart: async () => {
        if (stopped !== undefined) throw new Error("A stopped Elasticsearch has no data to start again with.")
        await end(stopTimeoutMillis)
        ;({ server } = await withBindTries(() => start(port, onSpawn), 3))
      }
    }
  } catch (error) {
    await stop()
    throw error
  }
}
