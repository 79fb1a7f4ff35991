/** Judges what backups of a component hold, by the plan that a create would have right now. */
import { Result } from "effect"
import type { BackupError } from "../BackupError.ts"
import type { Component } from "../Component.ts"
import type { CreatePlan } from "../CreatePlan.ts"
import * as Finding from "./Finding.ts"
import { describeAll, type LeftOut } from "../LeftOut.ts"

type PlanOrRefusal = Result.Result<CreatePlan, BackupError>

/** Each index is in one part at most; no finding for a plan that was refused for another reason. */
const severalParts = (component: Component, planned: PlanOrRefusal): ReadonlyArray<Finding.Finding> => {
  const what = "index-in-several-parts"
  if (Result.isSuccess(planned))
    return [Finding.ok(what, `No index of ${component} comes into two parts of a backup.`, component)]
  const { failure } = planned
  return failure._tag !== "IndexInSeveralParts"
    ? []
    : [
        Finding.error(
          what,
          {
            symptom: `Index ${failure.index} would come into parts ${failure.parts.join(" and ")} of a backup.`,
            impact: `A backup of ${component} is refused: it could not be restored.`,
            action: `Look for an alias that leads to it: GET /${failure.index}/_alias. An index that was reindexed must get its old name back.`
          },
          component
        )
      ]
}

const leftOut = (component: Component, indices: ReadonlyArray<LeftOut>, refused: boolean): Finding.Finding =>
  (refused ? Finding.error : Finding.warning)(
    "indices-in-no-part",
    {
      symptom: `Indices of ${component} are in no part of a backup: ${describeAll(indices)}.`,
      impact: refused
        ? `A backup of ${component} is refused (CAMUNDA_BACKUP_INDICES_IN_NO_PART=refuse).`
        : "Backups are taken without them; a restore does not bring them back.",
      action:
        "If nobody needs them, delete them. If they hold data of Camunda, check CAMUNDA_BACKUP_CAMUNDA_VERSION; if somebody else's, give them a name outside the index prefix."
    },
    component
  )

const noPart = (component: Component, planned: PlanOrRefusal): ReadonlyArray<Finding.Finding> => {
  if (Result.isFailure(planned))
    return planned.failure._tag === "IndicesInNoPart"
      ? [leftOut(component, planned.failure.indices, true)]
      : []
  const { inNoPart = [] } = planned.success
  return inNoPart.length > 0
    ? [leftOut(component, inNoPart, false)]
    : [Finding.ok("indices-in-no-part", `Every index of ${component} is in a part of a backup.`, component)]
}

export const coverage = (component: Component, planned: PlanOrRefusal): ReadonlyArray<Finding.Finding> => [
  ...severalParts(component, planned),
  ...noPart(component, planned)
]
