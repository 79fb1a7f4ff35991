/** Something that runs in the cluster, and that a restore may not run beside. */
export interface Running {
  readonly what: "snapshot" | "deletion" | "restore"
  /** A snapshot's name, or an index's that is being restored. */
  readonly name: string
  readonly repository: string
}
