import { BackupId, Quantities, RestoreClient, RestoreListDto } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Services } from "../context/connect.ts"
import type { Context } from "../context/Context.ts"
import type { AnyError } from "../errors/exitCode.ts"
import { moment } from "../output/cells.ts"
import { type Output, output } from "../output/Output.ts"
import { table } from "../output/table.ts"

/** All restores and drills, newest first. */
export const listRestores = Effect.fnUntraced(function* ({
  invocation
}: Context): Effect.fn.Return<Output, AnyError, Services> {
  const api = yield* RestoreClient
  const all = yield* api.list(invocation.components)
  const document = RestoreListDto.encode({ restores: all })
  return output({
    text: (wide, columns) =>
      all.length === 0
        ? ""
        : table(
            [
              "RESTORE",
              "COMPONENT",
              "BACKUP",
              "WHAT",
              "STATE",
              "REQUESTED",
              "ENDED",
              "SIZE",
              ...(wide ? ["REASON"] : [])
            ],
            all.map((x) => [
              x.id,
              x.component,
              BackupId.format(x.backupId),
              { InPlace: "in place", Into: "other names", Drill: "drill" }[x.target],
              x.state,
              moment(x.requestedAt),
              moment(x.endedAt),
              Quantities.bytes(x.bytes),
              ...(wide ? [x.reason ?? "-"] : [])
            ]),
            columns
          ),
    document,
    lines: document.restores.map((x) => ({ ...x })),
    names: all.map((x) => x.id),
    notes: all.length === 0 ? ["There are no restores and no drills."] : []
  })
})
