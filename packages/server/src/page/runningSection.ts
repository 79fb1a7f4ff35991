/** What is being taken, restored or drilled, and how far it is. What is not known is left out. */
import { type BackupDetails, BackupId, Quantities, type RestoreStatus } from "@camunda-backup/core"
import { type Html, html, none } from "./html.ts"
import { levelMark } from "./marks.ts"
import { moment } from "./moments.ts"
import { named } from "./named.ts"
import type { PageFacts } from "./PageFacts.ts"
import { idText } from "./summary.ts"

const share = (done: number, total: number): number => (total === 0 ? 0 : Math.min(1, done / total))

/** One segment a part; only repeats what the words beside it say. */
const segments = ({ progress: { current, parts } }: BackupDetails.BackupDetails): Html => {
  const width = 100 / Math.max(1, parts.total)
  return html`<svg class="parts" width="100%" height="8" aria-hidden="true">
    ${Array.from({ length: parts.total }, (_, i) => {
      const filled =
        i < parts.done
          ? 1
          : i === parts.done && current !== null
            ? share(current.bytes.done, current.bytes.total)
            : 0
      const left = (i * width).toFixed(2)
      return html`<rect class="rest" x="${left}%" width="${(width - 0.6).toFixed(2)}%" height="8" /><rect
          class="done"
          x="${left}%"
          width="${(filled * (width - 0.6)).toFixed(2)}%"
          height="8"
        />`
    })}
  </svg>`
}

/** `3 of 6 parts done, part 4: 5.1 MiB of 12.4 MiB, 1 of 4 shards, 1.8 MiB/s, ~1m 29s left`. */
const progressText = ({ progress }: BackupDetails.BackupDetails): string => {
  const { bytesPerSecond, current, parts, remainingMillis } = progress
  const bytes =
    current === null || current.bytes.total === 0
      ? []
      : [`${Quantities.bytes(current.bytes.done)} of ${Quantities.bytes(current.bytes.total)}`]
  const shards =
    current === null || current.shards.total === 0
      ? []
      : [`${current.shards.done} of ${Quantities.count(current.shards.total, "shard")}`]
  const ofPart = [...bytes, ...shards].join(", ")
  return [
    `${parts.done} of ${Quantities.count(parts.total, "part")} done`,
    ...(current === null ? [] : [`part ${current.part}${ofPart === "" ? "" : `: ${ofPart}`}`]),
    ...(bytesPerSecond === null ? [] : [`${Quantities.bytes(bytesPerSecond)}/s`]),
    ...(remainingMillis === null ? [] : [`~${Quantities.duration(remainingMillis)} left`])
  ].join(", ")
}

const ofBackup = (x: BackupDetails.BackupDetails, now: number): Html =>
  html` <li>
    <p class="what">
      ${levelMark("run")} ${named(x.backup.component)}
      ${idText(x.backup.backupId)}${
        x.startedAt === null ? ", accepted" : html`, began ${moment(x.startedAt, now)}`
      }
    </p>
    ${segments(x)}
    <p>
      ${progressText(x)}${
        x.progress.stalledSince === null
          ? null
          : html`.
              <strong class="state warn"
                >${levelMark("warn")} STALLED for
                ${Quantities.duration(now - x.progress.stalledSince)}</strong
              >`
      }
    </p>
  </li>`

const ofRestore = ({ bytes, restore, shards, stage }: RestoreStatus, now: number): Html =>
  html` <li>
    <p class="what">
      ${levelMark("run")} ${stage === "drill" ? "Drill" : "Restore"} of ${restore.plan.component}
      <code>${BackupId.format(restore.plan.backupId)}</code>, requested ${moment(restore.requestedAt, now)} by
      <bdi>${restore.requestedBy}</bdi>
    </p>
    <svg class="parts" width="100%" height="8" aria-hidden="true">
      <rect class="rest" width="100%" height="8" />
      <rect class="done" width="${(100 * share(bytes.done, bytes.total)).toFixed(2)}%" height="8" />
    </svg>
    <p>
      ${shards.done} of ${Quantities.count(shards.total, "shard")}, ${Quantities.bytes(bytes.done)} of
      ${Quantities.bytes(bytes.total)}
    </p>
  </li>`

/** Nothing while nothing runs. */
export const runningSection = ({ restoring, running }: PageFacts, now: number): Html =>
  running.length + restoring.length === 0
    ? none
    : html` <section aria-labelledby="running">
        <h2 id="running">Running</h2>
        <ul class="running">
          ${running.map((x) => ofBackup(x, now))}${restoring.map((x) => ofRestore(x, now))}
        </ul>
      </section>`
