/** The files of a repository of a real server: put aside, damaged, and put back. */
import { type Damage, damageRepository } from "@camunda-backup/testkit/contracts"
import { cp, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { elasticsearch } from "../../test/harness/Backend.ts"
import type { RealBackend } from "../../test/harness/realBackend.ts"

export interface RepositoryFiles {
  /** Of what the repository holds of an index. */
  readonly damage: (index: string, damage: Damage) => Promise<void>
  /** Removes the file of a snapshot: what it is, or the state of the cluster that it holds. */
  readonly remove: (kind: "snap" | "meta", snapshot: string) => Promise<void>
  /** As they were when this was made. */
  readonly mend: () => Promise<void>
  readonly close: () => Promise<void>
}

export const repositoryFiles = async (backend: RealBackend, repository: string): Promise<RepositoryFiles> => {
  const folder = join(backend.server.repositoryPath, repository)
  const aside = await mkdtemp(join(tmpdir(), "repository-"))
  await cp(folder, aside, { recursive: true })
  return {
    damage: (index, damage) => damageRepository(folder, index, damage),
    remove: async (kind, snapshot) => {
      const { body } = await elasticsearch(
        backend,
        "GET",
        `/_snapshot/${repository}/${snapshot}?verbose=false`
      )
      const { snapshots } = body as { readonly snapshots: ReadonlyArray<{ readonly uuid: string }> }
      const file = `${kind}-${snapshots[0]?.uuid}.dat`
      if (!(await readdir(folder)).includes(file)) throw new Error(`${repository} has no file ${file}.`)
      await rm(join(folder, file))
    },
    mend: () => cp(aside, folder, { recursive: true, force: true }),
    close: () => rm(aside, { recursive: true, force: true })
  }
}
