/**
 * The body of a create, like Camunda's own (API reference §6.3), plus the attempt id in the metadata. Camunda ignores unknown keys there.
 *
 * The id must reach Elasticsearch with all its digits: it is inserted as raw JSON text, because a JavaScript number would round it above 2^53.
 */
import type { CreateRequest } from "../../ports/SnapshotStore.ts"

declare global {
  interface JSON {
    /** Standard, and newer than the library's type declarations. */
    readonly rawJSON: (text: string) => object
  }
}

export const createBody = ({ plan, part, attempt }: CreateRequest) => ({
  indices: [...part.expression],
  ignore_unavailable: false,
  expand_wildcards: ["open" as const, "closed" as const],
  include_global_state: true,
  feature_states: ["none"],
  partial: false,
  metadata: {
    backupId: JSON.rawJSON(plan.backupId.toString()),
    version: plan.version,
    partNo: part.part,
    partCount: part.count,
    attempt
  }
})
