import type { RestorePlan } from "../../domain/restore/RestorePlan.ts"
import { asideScope, componentScope, type Scope } from "../../ports/Lease.ts"

/** Which lease a restore of such a plan, or question, is run under. */
export const scopeOf = (
  repository: string,
  { component, target }: Pick<RestorePlan, "component" | "target">
): Scope => (target._tag === "InPlace" ? componentScope : asideScope)({ repository, component })
