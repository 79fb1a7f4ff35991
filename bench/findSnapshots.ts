/** The bare call that a read is compared with. */
import type { Client } from "@elastic/elasticsearch"
import { snapshotFields } from "./snapshotFields.ts"

/** Snapshots whose names match, with as much of each as a backup is made of. */
export const findSnapshots = (client: Client, repository: string, snapshot: string, verbose = true) =>
  client.snapshot.get({
    repository,
    snapshot,
    verbose,
    index_names: false,
    include_repository: false,
    filter_path: snapshotFields(verbose)
  })
