/** The body of a create, like Camunda's own (API reference §6.3), with what else is in the metadata (`SnapshotMetadata`). */
import * as SnapshotMetadata from "../../domain/SnapshotMetadata.ts"
import type { CreateRequest } from "../../ports/SnapshotStore.ts"

export const createBody = ({ plan, part, attempt }: CreateRequest) => ({
  indices: [...part.expression],
  ignore_unavailable: false,
  expand_wildcards: ["open" as const, "closed" as const],
  include_global_state: true,
  feature_states: ["none"],
  partial: false,
  metadata: SnapshotMetadata.of(plan, part, attempt)
})
