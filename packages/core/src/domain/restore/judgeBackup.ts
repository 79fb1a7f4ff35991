/** Judges whether a backup can be restored at all. */
import * as Finding from "../check/Finding.ts"
import type { RestoreFacts } from "./RestoreFacts.ts"

const what = "restore-backup"

/** Its state, its version, what each part holds. */
export const judgeBackup = (facts: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const { backup } = facts
  const versions = [...new Set(backup.snapshots.map((x) => x.version))]
  const impact = "What it would leave behind could not be worked with."
  const findings: Array<Finding.Finding> = []
  if (backup.state !== "COMPLETED")
    findings.push(
      Finding.error(
        what,
        {
          symptom: `Backup ${backup.backupId} of ${backup.component} is ${backup.state}: ${backup.reason ?? "not all of its parts are there and well."}`,
          impact: "It cannot be restored as a whole, and nothing is restored in pieces.",
          action: "Take another backup: camunda-backup list shows which are COMPLETED."
        },
        backup.component
      )
    )
  if (versions.length > 1)
    findings.push(
      Finding.error(
        what,
        {
          symptom: `Its parts are of several Camunda versions: ${versions.join(", ")}.`,
          impact,
          action: "Take another backup."
        },
        backup.component
      )
    )
  for (const [index, parts] of inSeveralParts(facts))
    findings.push(
      Finding.error(
        what,
        {
          symptom: `Index ${index} is in parts ${parts.join(" and ")}.`,
          impact: "Elasticsearch refuses the second of them: an open index of that name exists.",
          action:
            "Take another backup, or restore it by hand, part by part, without that index in the second one."
        },
        backup.component
      )
    )
  const unread = backup.snapshots.filter((x) => !facts.contents.some((y) => y.name === x.name))
  if (unread.length > 0)
    findings.push(
      Finding.error(
        what,
        {
          symptom: `The files of ${unread.map((x) => x.name).join(", ")} cannot be read in repository [${facts.repository}].`,
          impact: "What is in them is not known, or damaged.",
          action: "Look at the repository's storage. Take another backup, or one in another repository."
        },
        backup.component
      )
    )
  findings.push(...missing(facts), ...tooOld(facts))
  return findings.length > 0
    ? findings
    : [
        Finding.ok(
          what,
          `Backup ${backup.backupId} of ${backup.component} is COMPLETED, of Camunda ${versions[0] ?? "?"}.`,
          backup.component
        )
      ]
}

const inSeveralParts = ({ backup, contents }: RestoreFacts): ReadonlyMap<string, ReadonlyArray<number>> => {
  const parts = new Map<string, Array<number>>()
  for (const { name, part } of backup.snapshots)
    for (const { name: index } of contents.find((x) => x.name === name)?.indices ?? [])
      parts.set(index, [...(parts.get(index) ?? []), part])
  return new Map([...parts].filter(([, x]) => x.length > 1))
}

const missing = ({ backup, contents, manifest }: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const held = new Set(contents.flatMap((x) => x.indices.map((y) => y.name)))
  const lost = (manifest?.indices ?? []).map((x) => x.name).filter((x) => !held.has(x))
  return lost.length === 0
    ? []
    : [
        Finding.error(
          what,
          {
            symptom: `Indices that stood in it when it was taken are in none of its parts: ${lost.join(", ")}.`,
            impact: "They would be gone after the restore.",
            action: "Take another backup."
          },
          backup.component
        )
      ]
}

const majorOf = (version: string): number => Number(/^[0-9]+/.exec(version)?.[0] ?? Number.NaN)

/** `index.version.created` begins with the major version: `8536000`. */
const createdMajor = (version: string): number => Math.floor(Number(version) / 1_000_000)

/** Elasticsearch opens indices of its own major version and of the one before. */
const tooOld = ({ backup, elasticsearch, manifest }: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const major = majorOf(elasticsearch)
  const wrong = (manifest?.indices ?? []).filter((x) => {
    const created = createdMajor(x.createdVersion)
    return created < major - 1 || created > major
  })
  const [first] = wrong
  return first === undefined
    ? []
    : [
        Finding.error(
          what,
          {
            symptom: `Index ${first.name} was made by Elasticsearch ${createdMajor(first.createdVersion)}, and this one is ${elasticsearch}${wrong.length > 1 ? ` (${wrong.length} such indices)` : ""}.`,
            impact: "Elasticsearch opens indices of its own major version and of the one before.",
            action: "Restore into an Elasticsearch of that version."
          },
          backup.component
        )
      ]
}
