/** The same fields the server asks Elasticsearch for, so that both sides make the same call. */
export const snapshotFields = (verbose: boolean): string =>
  [
    "total",
    "snapshots.snapshot",
    "snapshots.uuid",
    "snapshots.state",
    ...(verbose ? ["snapshots.start_time_in_millis", "snapshots.failures", "snapshots.metadata.attempt"] : [])
  ].join()
