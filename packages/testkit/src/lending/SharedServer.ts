import { readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { cleanServer } from "../fidelity/cleanServer.ts"
import { type RunningElasticsearch, startElasticsearch } from "../launcher/startElasticsearch.ts"

/** One real server of a version, which is used by one after the other. */
export interface SharedServer {
  /** Runs, and there is nothing in it. */
  readonly ready: () => Promise<RunningElasticsearch>
  /** Empties it; one that cannot be emptied is ended, and the next one gets a new one. */
  readonly clean: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starting anew takes less than waiting longer for what still runs. */
const cleanWithinMillis = 10_000

// Two start at the same time, beside what else a test machine does.
const start = (version: string): Promise<RunningElasticsearch> =>
  startElasticsearch({ version, inMemory: true, startTimeoutMillis: 120_000 })

/** Snapshots too, which are files of repositories that nobody knows any more. */
const empty = async ({ repositoryPath, url }: RunningElasticsearch): Promise<void> => {
  await cleanServer(url)
  const folders = await readdir(repositoryPath)
  await Promise.all(folders.map((name) => rm(join(repositoryPath, name), { recursive: true, force: true })))
}

const inTime = async (work: Promise<void>): Promise<void> => {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error("not clean in time")), cleanWithinMillis)
  // A late failure is nobody's any more.
  work.catch(() => {})
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Started when it is needed first. */
export const sharedServer = (version: string): SharedServer => {
  let started: Promise<RunningElasticsearch> | undefined
  const stop = async (): Promise<void> => {
    const ending = started
    started = undefined
    await (await ending)?.stop()
  }
  return {
    ready: async () => {
      started ??= start(version)
      try {
        return await started
      } catch (error) {
        started = undefined
        throw error
      }
    },
    clean: async () => {
      if (started === undefined) return
      await inTime(empty(await started)).catch(stop)
    },
    stop
  }
}
