/** What was asked of Elasticsearch and of the journal to plan a restore. What could not be learned is `null` or empty, and a finding says so. */
import type { Backup } from "../Backup.ts"
import type { ClusterHealth } from "../check/judgeElasticsearch.ts"
import type { Finding } from "../check/Finding.ts"
import type { MissingPrivilege } from "../check/Privilege.ts"
import type { AllocationSettings, ClusterSettings, OpenShards } from "../ClusterSettings.ts"
import type { Running } from "./Running.ts"
import type { CapturedTemplates } from "./CapturedTemplates.ts"
import type { DiskRoom } from "../DiskRoom.ts"
import type { ExistingIndex } from "./ExistingIndex.ts"
import type { IndexCount } from "./IndexShape.ts"
import type { Manifest } from "./Manifest.ts"
import type { Target } from "./RestorePlan.ts"
import type { SnapshotContent } from "./SnapshotContent.ts"
import type { Verification } from "../Verification.ts"

/** What somebody asks for. */
export interface RestoreOptions {
  readonly target: Target
  /** `keep`: indices of the component that are not in the backup stay, beside older ones. Default `delete`. */
  readonly others: "delete" | "keep"
  /** Nothing has to prove that the backup can be restored. */
  readonly unverified: boolean
  /**
   * `restore`: templates and lifecycle policies of the manifest that are missing or differ are put back, in place alone. Default `leave`.
   */
  readonly templates: "leave" | "restore"
  /** A drill restores no more than this many bytes, of a sample that `seed` selects; `null`: everything. */
  readonly sample: { readonly maxBytes: number; readonly seed: string } | null
  /** Rates by which time is estimated; `null`: not known. */
  readonly bytesPerSecond: number | null
}

/** What is known when the plan is made. */
export interface RestoreFacts {
  readonly backup: Backup
  readonly repository: string
  readonly indexPrefix: string
  readonly elasticsearch: string
  readonly contents: ReadonlyArray<SnapshotContent>
  /** Every index under the prefix of the component. */
  readonly ofComponent: ReadonlyArray<ExistingIndex>
  /** What has a name that the restore would make. */
  readonly atTargets: ReadonlyArray<ExistingIndex>
  /** Names of the same indices under the names of a drill that would come first; there must be none. */
  readonly running: ReadonlyArray<Running>
  /** Somebody works on the component: what, in words; `null` when nobody does. */
  readonly busy: string | null
  /** Two counts of the component's open indices, some seconds apart; empty when nothing has to be watched. */
  readonly counts: readonly [ReadonlyArray<IndexCount>, ReadonlyArray<IndexCount>]
  readonly settings: ClusterSettings
  readonly allocation: AllocationSettings
  readonly shards: OpenShards
  readonly disks: ReadonlyArray<DiskRoom>
  readonly health: ClusterHealth | null
  readonly manifest: Manifest | null
  readonly templates: CapturedTemplates | null
  /** Whether the cluster has lifecycle policies (ILM); `null`: it was not asked, or did not say. */
  readonly lifecycle: boolean | null
  readonly verification: Verification | null
  /** `null`: the same id has a backup of the other component, too. Otherwise what is wrong, in words. */
  readonly otherComponent: string | null
  readonly missingPrivileges: ReadonlyArray<MissingPrivilege>
  /** Also where it may not be looked at: then it is not known that it has to be made. */
  readonly journalExists: boolean
  /** What could not be looked at. */
  readonly unknown: ReadonlyArray<Finding>
  /** Milliseconds since 1970. */
  readonly now: number
  /** How old a verification may be. */
  readonly verifiedWithinMillis: number
}
