/**
 * Makes the plan of a restore from facts. Pure: the same facts make the same plan, and its digest says whether they are still the same.
 *
 * In place, every index of the component that is there goes first, by its full name and uuid: those that the backup has, and, unless they are
 * to be kept, those that it has not, so that no new one stays beside old ones. A closed one is deleted like an open one, because Elasticsearch
 * would replace it without a word.
 */
import * as Finding from "../check/Finding.ts"
import { stillNeeded } from "../check/judgePrivileges.ts"
import * as Privilege from "../check/Privilege.ts"
import { judgeBackup } from "./judgeBackup.ts"
import { judgeCluster } from "./judgeCluster.ts"
import { judgeLifecycle, judgeNames, judgeWriters } from "./judgeNames.ts"
import { judgeManifest } from "./judgeManifest.ts"
import { judgeLastDrill, judgeOther, judgeProof } from "./judgeProof.ts"
import { judgeTemplates, templatesToPut } from "./judgeTemplates.ts"
import type { RestoreFacts, RestoreOptions } from "./RestoreFacts.ts"
import * as RestorePlan from "./RestorePlan.ts"
import { sampleOf } from "./sampleOf.ts"
import { proves, snapshotsDigest } from "../Verification.ts"
import * as Quantities from "../Quantities.ts"

/** The plan, also of what cannot be restored: its findings say why. */
export const planRestore = (facts: RestoreFacts, request: RestoreOptions): RestorePlan.RestorePlan => {
  const { target } = request
  const whole = partsOf(facts)
  const parts = request.sample === null ? whole : sampleOf(whole, request.sample)
  const held = new Set(RestorePlan.indicesOf({ parts: whole }).map((x) => x.name))
  const others = facts.ofComponent.filter((x) => x.kind === "index" && !held.has(x.name))
  const inPlace = target._tag === "InPlace"
  const doomed = inPlace
    ? facts.ofComponent
        .filter((x) => x.kind === "index" && (held.has(x.name) || request.others === "delete"))
        .flatMap(({ name, uuid, open, documents, bytes }) =>
          uuid === null ? [] : [{ name, uuid, open, documents, bytes, inBackup: held.has(name) }]
        )
    : []
  const proof = proofOf(facts, request)
  const bytes = RestorePlan.bytesOf({ parts })
  const stages = RestorePlan.stagesOf({ target, proof })
  const intent = { target, stages, parts, doomed }
  const made: Omit<RestorePlan.RestorePlan, "digest" | "findings" | "estimateMillis"> = {
    component: facts.backup.component,
    backupId: facts.backup.backupId,
    repository: facts.repository,
    version: facts.backup.snapshots[0]?.version ?? "",
    indexPrefix: facts.indexPrefix,
    target,
    proof,
    manifestOf: facts.manifest?.attempt ?? null,
    manifestDrilledAt: facts.manifest?.drilled?.at ?? null,
    parts,
    indicesInBackup: held.size,
    doomed,
    staying: inPlace && request.others === "keep" ? others.map((x) => x.name) : [],
    templates: templatesToPut(facts, request)
  }
  return {
    ...made,
    findings: [
      ...judgeBackup(facts),
      judgeManifest(facts),
      ...judgeProof(facts, proof),
      ...judgeLastDrill(facts, proof),
      ...judgeOther(facts, target),
      ...judgeNames(facts, intent),
      ...judgeWriters(facts, intent),
      ...judgeLifecycle(facts, intent),
      ...judgeStaying(made),
      ...judgeCluster(facts, intent),
      ...judgePrivileges(facts),
      ...judgeTemplates(facts, request),
      ...facts.unknown
    ],
    estimateMillis:
      request.bytesPerSecond === null || request.bytesPerSecond <= 0
        ? null
        : Math.ceil((stages.length * bytes * 1000) / request.bytesPerSecond),
    digest: RestorePlan.digestOf(made)
  }
}

const partsOf = ({ backup, contents }: RestoreFacts): ReadonlyArray<RestorePlan.RestorePart> =>
  backup.snapshots
    .toSorted((a, b) => a.part - b.part)
    .map(({ name, uuid, part }) => ({
      snapshot: name,
      uuid,
      part,
      indices: contents.find((x) => x.name === name && x.uuid === uuid)?.indices ?? []
    }))

const proofOf = (facts: RestoreFacts, { target, unverified }: RestoreOptions): RestorePlan.Proof => {
  if (target._tag !== "InPlace") return { _tag: "NotNeeded" }
  const { now, verification, verifiedWithinMillis } = facts
  if (
    verification !== null &&
    proves(verification, snapshotsDigest(facts.backup.snapshots), now, verifiedWithinMillis)
  )
    return { _tag: "Drilled", at: verification.at, by: verification.by }
  return unverified ? { _tag: "Waived" } : { _tag: "DrillFirst" }
}

const judgeStaying = ({
  component,
  staying
}: Pick<RestorePlan.RestorePlan, "component" | "staying">): ReadonlyArray<Finding.Finding> =>
  staying.length === 0
    ? []
    : [
        Finding.warning(
          "restore-staying",
          {
            symptom: `${Quantities.count(staying.length, "index", "indices")} of ${component} ${staying.length === 1 ? "is not in the backup and stays" : "are not in the backup and stay"}: ${staying.join(", ")}.`,
            impact: "They are newer than what is restored beside them: Camunda sees a mixture of two times.",
            action: "Leave --keep-others out, so that they are deleted too."
          },
          component
        )
      ]

const judgePrivileges = ({
  journalExists,
  missingPrivileges
}: RestoreFacts): ReadonlyArray<Finding.Finding> => {
  const what = "restore-privileges"
  const missing = stillNeeded(missingPrivileges, journalExists)
  return missing.length === 0
    ? [Finding.ok(what, "No privilege that the restore needs is missing.")]
    : [
        Finding.error(what, {
          symptom: `Privileges are missing: ${Privilege.describe(missing)}.`,
          impact: "Elasticsearch refuses steps of the restore.",
          action: `Add to the role of camunda-backup, for the time of the restore: ${Privilege.roleOf(missing)}. The whole role: docs/security.md.`
        })
      ]
}
