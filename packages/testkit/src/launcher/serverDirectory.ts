import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { memoryDirectory } from "./memoryDirectory.ts"
import type { ServerFolders } from "./serverCommand.ts"

/** Where one server keeps what is its own. */
export interface ServerDirectory {
  readonly path: string
  /** Set when the directory goes with the server. */
  readonly temporary: string | undefined
  readonly folders: ServerFolders
  readonly remove: () => Promise<void>
}

/** The given directory (kept), or a temporary one; in memory if that is wanted and there is room. */
export const serverDirectory = async (
  version: string,
  given: string | undefined,
  inMemory = false
): Promise<ServerDirectory> => {
  const parent = (inMemory ? await memoryDirectory() : undefined) ?? tmpdir()
  const temporary =
    given === undefined ? await mkdtemp(join(parent, `camunda-backup-elasticsearch-${version}-`)) : undefined
  const path = temporary ?? resolve(given ?? "")
  const folders = {
    data: join(path, "data"),
    logs: join(path, "logs"),
    temporary: join(path, "tmp"),
    repositories: join(path, "repositories")
  }
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })))
  return {
    path,
    temporary,
    folders,
    remove: async () => {
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
