/** The last restores and drills, and how they ended. */
import { BackupId, Quantities, type RestoreSummary } from "@camunda-backup/core"
import { type Html, html } from "./html.ts"
import { levelMark } from "./marks.ts"
import { timeAndAge } from "./moments.ts"
import type { PageFacts } from "./PageFacts.ts"
import { reason } from "./reason.ts"
import { levelOf, wordOf } from "./restoreState.ts"
import { nothing, table, unbroken } from "./table.ts"

type Summary = RestoreSummary.RestoreSummary

const targets: Readonly<Record<Summary["target"], string>> = {
  Drill: "drill",
  InPlace: "restore in place",
  Into: "restore into other names"
}

export const restoresSection = ({ restores }: PageFacts, now: number): Html =>
  html` <section aria-labelledby="restores">
    <h2 id="restores">Restores and drills</h2>
    ${
      restores === null
        ? html`<p>Not known: the journal cannot be read.</p>`
        : restores.length === 0
          ? html`<p class="about">
              None so far. A drill proves a backup: <code>camunda-backup restore drill latest-good</code>
            </p>`
          : table(
              "restores",
              ["What", "Backup", "Requested (UTC)", "State", "Took", "Size"],
              restores.map((x) => ({
                cells: [
                  targets[x.target],
                  html`${x.component} <code>${BackupId.format(x.backupId)}</code>`,
                  html`${timeAndAge(x.requestedAt, now)}
                    <span class="said">by <bdi>${x.requestedBy}</bdi></span>`,
                  html`<span class="state ${levelOf(x)}">${levelMark(levelOf(x))} ${wordOf(x)}</span>`,
                  x.endedAt === null ? nothing : unbroken(Quantities.took(x.endedAt - x.requestedAt)),
                  unbroken(Quantities.bytes(x.bytes))
                ],
                note: x.reason === null ? null : reason(x.reason)
              }))
            )
    }
  </section>`
