import { Component } from "@camunda-backup/core"

/** How large the installation is. The defaults make a whole but small one: about 70 indices. */
export interface InstallationOptions {
  /** Selects the tables of indices. Default `8.7`. */
  readonly camundaVersion?: string
  /** Default: all. */
  readonly components?: ReadonlyArray<Component.Component>
  /** Default: Camunda's own, `operate` and `tasklist`. */
  readonly prefixes?: Partial<Readonly<Record<Component.Component, string>>>
  /** Default 20, in every index. */
  readonly documentsPerIndex?: number
  /** How many days the archiver moved away, for the templates that have the most of them. Default 3. */
  readonly datedDays?: number
  /** Adds that many bytes which do not compress to every document; for snapshots that take their time. Default 0. */
  readonly payloadBytes?: number
  /** Primary shards of every index. Default 1; there are never replicas. */
  readonly shards?: number
  /** The same seed makes the same content. Default 1. */
  readonly seed?: number
  /** Further settings of every index, such as `{ refresh_interval: "30s" }`. Default none. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>
  /**
   * Whether indices differ as they do where people had their hands in: the first dated index of a template has settings of its own and is
   * hidden, the second is closed and has an alias with a filter; templates are composed of a component template. Default false.
   */
  readonly varied?: boolean
  /** Whether the indices exist that only late patches have (`operate-metadata-8.8.0_`). Default false. */
  readonly optionalIndices?: boolean
}

export type ResolvedInstallationOptions = Required<Omit<InstallationOptions, "prefixes">> & {
  readonly prefixes: Readonly<Record<Component.Component, string>>
}

export const resolveInstallationOptions = (options: InstallationOptions): ResolvedInstallationOptions => ({
  camundaVersion: "8.7",
  components: Component.all,
  documentsPerIndex: 20,
  datedDays: 3,
  payloadBytes: 0,
  shards: 1,
  seed: 1,
  settings: {},
  varied: false,
  optionalIndices: false,
  ...options,
  prefixes: Component.record(
    (component) => options.prefixes?.[component] ?? Component.defaultIndexPrefix(component)
  )
})
