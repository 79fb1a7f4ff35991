/** Which server the emulator is: texts and statuses that differ between releases hang on it. */
export type Personality = "8.19" | "9.2" | "9.5"

export interface Traits {
  readonly version: string
  readonly lucene: string
  /** The oldest releases that it can talk to, and whose indices it can read. */
  readonly oldestWire: string
  readonly oldestIndex: string
  readonly indexVersion: string
  readonly indexVersionId: number
  /** What stands before `repository:snapshot/uuid` in errors. */
  readonly projectPrefix: string
  readonly projectSuffix: string
  /** Status and type of a write to a read-only repository. */
  readonly readOnly: readonly [status: number, type: string]
  /** A `-name` before any wildcard: the name of an index, or an exclusion of nothing. */
  readonly leadingExclusion: "name" | "exclusion"
  readonly acceptsState: boolean
  readonly negativeOffset: "bare" | "validation"
  readonly compatibleWith: readonly [number, number]
  readonly resolvesMode: boolean
  /** How documents are spread over shards. */
  readonly routing: "shift" | "mod"
  /** Index templates tell when they were made and changed. */
  readonly datedTemplates: boolean
  /** Views and datasets share the names of indices, and a fixed setting is refused for good. */
  readonly hasViews: boolean
  /** Where help with full disks is. */
  readonly watermarkHelp: string
  /** A field that a document brings along holds for the rest of this document. */
  readonly readsOnce: boolean
  /** Dates in ISO's own way have a parser of their own. */
  readonly parsesIso: boolean
  /** An object in place of a date: another token, half read where it could be passed over, or a malformed date like others. */
  readonly dateObjects: "token" | "half read" | "malformed"
  /** Searches wait for shards that are being restored, instead of failing. */
  readonly searchesWait: boolean
  /** A header names the class of a server's own fault. */
  readonly namesFaults: boolean
  /** Blocks of an index can be taken away by a call of their own. */
  readonly removesBlocks: boolean
  /** Where help with too many shards is. */
  readonly shardLimitHelp: string
  /** Where help with archived settings is. */
  readonly archivedHelp: string
  /** Why a shard is where it is comes in fewer words, with hints at logs. */
  readonly explainsBriefly: boolean
  /** Where help with the placing of shards is, and with retries of it. */
  readonly explainHelp: string
  readonly retriesHelp: string
  /** Where help with unassigned shards is. */
  readonly redClusterHelp: string
  /** How `_status` shows a shard that another snapshot is copying. */
  readonly queuedStage: "STARTED" | "INIT"
  /** What `_status` says of shards that were done when their snapshot was aborted; undefined where they just count nothing. */
  readonly forgottenShards: string | undefined
}

const forgottenShards =
  "Snapshot shard stats missing from a currently running snapshot due to a node leaving the cluster after completing the shard " +
  "snapshot; retry once the snapshot has completed to load all shard stats from the repository."

const redClusterHelp =
  "https://www.elastic.co/docs/troubleshoot/elasticsearch/red-yellow-cluster-status?version="

const shardLimitHelp = (version: string): string =>
  `https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/size-shards?version=${version}#troubleshooting-max-shards-open`

const explainHelp =
  "https://www.elastic.co/docs/api/doc/elasticsearch/v9/operation/operation-cluster-allocation-explain?version="

const retriesHelp = (version: string): string =>
  `https://www.elastic.co/docs/troubleshoot/elasticsearch/diagnose-unassigned-shards?version=${version}#maximum-retries-exceeded`

const archivedHelp =
  "https://www.elastic.co/docs/deploy-manage/upgrade/deployment-or-cluster/archived-settings?version="

const watermarkHelp = "https://www.elastic.co/docs/troubleshoot/elasticsearch/fix-watermark-errors?version="

const readOnlyArgument = [400, "illegal_argument_exception"] as const

export const traitsOf: Readonly<Record<Personality, Traits>> = {
  "8.19": {
    version: "8.19.21",
    lucene: "9.12.2",
    oldestWire: "7.17.0",
    oldestIndex: "7.0.0",
    indexVersion: "8.19.9-8.19.21",
    indexVersionId: 8_537_000,
    projectPrefix: "",
    projectSuffix: "",
    readOnly: readOnlyArgument,
    leadingExclusion: "name",
    acceptsState: false,
    negativeOffset: "bare",
    compatibleWith: [8, 7],
    routing: "shift",
    datedTemplates: false,
    hasViews: false,
    explainsBriefly: false,
    explainHelp:
      "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/cluster-allocation-explain.html",
    retriesHelp:
      "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/cluster-allocation-explain.html#maximum-number-of-retries-exceeded",
    archivedHelp:
      "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/deploy-manage/upgrade/deployment-or-cluster/archived-settings",
    redClusterHelp:
      "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/red-yellow-cluster-status.html",
    watermarkHelp: "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/fix-watermark-errors.html",
    shardLimitHelp:
      "https://www.elastic.co/guide/en/elasticsearch/reference/8.19/size-your-shards.html#troubleshooting-max-shards-open",
    readsOnce: false,
    parsesIso: false,
    dateObjects: "token",
    searchesWait: false,
    namesFaults: false,
    removesBlocks: false,
    resolvesMode: false,
    queuedStage: "STARTED",
    forgottenShards: undefined
  },
  "9.2": {
    version: "9.2.2",
    lucene: "10.3.2",
    oldestWire: "8.19.0",
    oldestIndex: "8.0.0",
    indexVersion: "9.2.2",
    indexVersionId: 9_039_002,
    projectPrefix: "default:",
    projectSuffix: " for project [default]",
    readOnly: [500, "repository_exception"],
    leadingExclusion: "name",
    acceptsState: true,
    negativeOffset: "bare",
    compatibleWith: [9, 8],
    routing: "shift",
    datedTemplates: true,
    hasViews: false,
    explainHelp: `${explainHelp}9.2`,
    retriesHelp: retriesHelp("9.2"),
    explainsBriefly: true,
    archivedHelp: `${archivedHelp}9.2`,
    redClusterHelp: `${redClusterHelp}9.2`,
    watermarkHelp: `${watermarkHelp}9.2`,
    shardLimitHelp: shardLimitHelp("9.2"),
    readsOnce: false,
    parsesIso: true,
    dateObjects: "half read",
    searchesWait: false,
    namesFaults: true,
    removesBlocks: true,
    resolvesMode: true,
    queuedStage: "STARTED",
    forgottenShards
  },
  "9.5": {
    version: "9.5.3",
    lucene: "10.5.1",
    oldestWire: "8.19.0",
    oldestIndex: "8.0.0",
    indexVersion: "9.5.2-9.5.3",
    indexVersionId: 9_111_000,
    projectPrefix: "default:",
    projectSuffix: " for project [default]",
    readOnly: readOnlyArgument,
    leadingExclusion: "exclusion",
    acceptsState: true,
    negativeOffset: "validation",
    compatibleWith: [9, 8],
    routing: "mod",
    datedTemplates: true,
    hasViews: true,
    explainHelp: `${explainHelp}9.5`,
    retriesHelp: retriesHelp("9.5"),
    explainsBriefly: true,
    archivedHelp: `${archivedHelp}9.5`,
    redClusterHelp: `${redClusterHelp}9.5`,
    watermarkHelp: `${watermarkHelp}9.5`,
    shardLimitHelp: shardLimitHelp("9.5"),
    readsOnce: true,
    parsesIso: true,
    dateObjects: "malformed",
    searchesWait: true,
    namesFaults: true,
    removesBlocks: true,
    resolvesMode: true,
    queuedStage: "INIT",
    forgottenShards
  }
}
