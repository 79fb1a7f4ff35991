import { RestorePlan } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Services } from "../context/connect.ts"
import type { Context } from "../context/Context.ts"
import type { AnyError } from "../errors/exitCode.ts"
import { withInstallation } from "../context/installation.ts"
import { selectBackup } from "../context/selectBackup.ts"
import { type Output, output } from "../output/Output.ts"
import { restorePlanText } from "../../text/restorePlanText.ts"
import type { RestoreArguments } from "../parse/Invocation.ts"
import { onlyId } from "../context/onlyId.ts"
import { documentOf, planned } from "./planned.ts"

/** What would be done, and what is in the way. Nothing is done. */
export const planRestore = Effect.fnUntraced(function* (
  context: Context,
  asked: RestoreArguments
): Effect.fn.Return<Output, AnyError, Services> {
  const { invocation } = context
  const backupId = yield* selectBackup(yield* onlyId(invocation), invocation.components)
  const { failed, plans } = yield* planned(invocation, backupId, asked)
  const blocked = plans.filter((x) => RestorePlan.blockers(x).length > 0)
  const document = documentOf(plans)
  const plan = output({
    text: (wide) => plans.map((x) => restorePlanText(x, wide)).join("\n"),
    document: plans.length === 0 ? null : document,
    lines: document.plans.map((x) => ({ ...x })),
    names: plans.map((x) => x.digest),
    notes:
      plans.length === 0
        ? []
        : blocked.length > 0
          ? [`It cannot be run: ${blocked.map((x) => x.component).join(" and ")}. See what says ERROR.`]
          : [
              invocation.format === "wide"
                ? "It can be run."
                : "It can be run. With -o wide, the equal requests are shown."
            ],
    failed,
    exitCode: blocked.length > 0 ? 3 : 0
  })
  return yield* withInstallation(invocation, plan)
})
