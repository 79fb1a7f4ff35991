/** Judges the names that a restore takes: what stands there, and who still writes to it. */
import * as Finding from "../check/Finding.ts"
import type { Intent } from "./Intent.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"
import * as Quantities from "../Quantities.ts"

const some = (names: ReadonlyArray<string>): string =>
  names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ")

/** What has a name that the restore would make, and is not deleted by it. */
export const judgeNames = (facts: RestoreFacts, intent: Intent): ReadonlyArray<Finding.Finding> => {
  const what = "restore-names"
  const { component } = facts.backup
  const doomed = new Set(intent.doomed.map((x) => x.uuid))
  const taken = facts.atTargets.filter((x) => x.uuid === null || !doomed.has(x.uuid))
  const aliases = takenAliases(facts, intent)
  if (taken.length === 0 && aliases.length === 0)
    return [Finding.ok(what, "No name that the restore makes is taken by anything else.", component)]
  const [first] = taken
  return [
    ...(first === undefined
      ? []
      : [
          Finding.error(
            what,
            {
              symptom: `Names that the restore makes are taken: ${some(taken.map((x) => `${x.name} (${x.kind}${x.kind === "index" && !x.open ? ", closed" : ""})`))}.`,
              impact:
                first.kind === "index" && !first.open
                  ? "Elasticsearch would replace a closed index silently, and what it holds would be gone."
                  : "Elasticsearch refuses the restore.",
              action:
                intent.target._tag === "InPlace"
                  ? "Find out what they are. The restore deletes indices only, never an alias or a data stream: remove them by hand."
                  : "Choose another prefix (--into), or delete them."
            },
            component
          )
        ]),
    ...(aliases.length === 0
      ? []
      : [
          Finding.error(
            what,
            {
              symptom: `Aliases of the backup are names of indices now: ${some(aliases)}.`,
              impact: "Elasticsearch refuses the restore: the names need to be unique.",
              action: "Find out what those indices are, and delete or rename them."
            },
            component
          )
        ])
  ]
}

/** A lifecycle policy acts on a restored index at once, by the age that it had. */
export const judgeLifecycle = (
  { backup, manifest }: RestoreFacts,
  intent: Intent
): ReadonlyArray<Finding.Finding> => {
  if (intent.target._tag !== "InPlace" || manifest === null) return []
  const managed = manifest.indices.filter((x) => x.settings["index.lifecycle.name"] !== undefined)
  const policies = [...new Set(managed.map((x) => x.settings["index.lifecycle.name"] ?? ""))]
  return managed.length === 0
    ? []
    : [
        Finding.warning(
          "restore-lifecycle",
          {
            symptom: `Lifecycle policies (${policies.join(", ")}) belong to ${Quantities.count(managed.length, "index", "indices")} of the backup: ${some(managed.map((x) => x.name))}.`,
            impact: "Elasticsearch may delete them right after the restore, by the age that they had.",
            action:
              "Stop it before with POST /_ilm/stop, look at the policies, and start it again with POST /_ilm/start."
          },
          backup.component
        )
      ]
}

const takenAliases = (
  { manifest, ofComponent }: RestoreFacts,
  { target, doomed }: Intent
): ReadonlyArray<string> => {
  if (manifest === null || target._tag === "Drill") return []
  const aliases = new Set(manifest.indices.flatMap((x) => (x.aliases ?? []).map((y) => y.name)))
  const gone = new Set(doomed.map((x) => x.name))
  return ofComponent.filter((x) => aliases.has(x.name) && !gone.has(x.name)).map((x) => x.name)
}

/** Whether somebody writes to the component's indices while the plan watches. */
export const judgeWriters = (
  { counts: [before, after], backup }: RestoreFacts,
  intent: Intent
): ReadonlyArray<Finding.Finding> => {
  const what = "restore-writers"
  const { component } = backup
  if (intent.target._tag !== "InPlace") return []
  const then = new Map(before.map((x) => [x.name, `${x.documents} ${x.sequence.join()}`]))
  const moved = after
    .filter((x) => then.has(x.name) && then.get(x.name) !== `${x.documents} ${x.sequence.join()}`)
    .map((x) => x.name)
  return moved.length === 0
    ? [
        Finding.ok(
          what,
          `Nobody wrote to the ${after.length} open indices of ${component} while the plan watched.`,
          component
        )
      ]
    : [
        Finding.error(
          what,
          {
            symptom: `Somebody writes to ${some(moved)}.`,
            impact:
              "What is written now would be lost, or come into the restored indices and make them differ.",
            action:
              "Stop every Zeebe exporter, Operate and Tasklist (importers, archivers) that writes here, and plan again."
          },
          component
        )
      ]
}
