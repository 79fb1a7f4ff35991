/** Judges templates and lifecycle policies: a restore brings them back only when it is asked to, and only by their names. */
import * as Finding from "../check/Finding.ts"
import { describeTemplate, differingTemplates, isPutBack, type PlannedTemplate } from "./PlannedTemplate.ts"
import type { RestoreFacts, RestoreOptions } from "./RestoreFacts.ts"

const what = "restore-templates"

type Known = Pick<RestoreFacts, "backup" | "indexPrefix" | "lifecycle" | "manifest" | "templates">

type Asked = Pick<RestoreOptions, "target" | "templates">

const differing = ({ manifest, templates }: Known): ReadonlyArray<PlannedTemplate> | null =>
  manifest === null || manifest.templates === null || templates === null
    ? null
    : differingTemplates(manifest.templates, templates)

const isAsked = ({ target, templates }: Asked): boolean =>
  target._tag === "InPlace" && templates === "restore"

/** What the restore puts back, in order; nothing unless it was asked for. */
export const templatesToPut = (facts: Known, asked: Asked): ReadonlyArray<PlannedTemplate> =>
  isAsked(asked) ? (differing(facts) ?? []).filter((x) => isPutBack(x, facts.indexPrefix)) : []

const named = (some: ReadonlyArray<PlannedTemplate>): string => some.map(describeTemplate).join("; ")

/** How they compare with the manifest, and what keeps them from being put back. */
export const judgeTemplates = (facts: Known, asked: Asked): ReadonlyArray<Finding.Finding> => {
  const { backup, indexPrefix, lifecycle } = facts
  const { component } = backup
  const all = differing(facts)
  if (asked.target._tag !== "InPlace") return []
  if (all === null)
    return [
      (isAsked(asked) ? Finding.error : Finding.warning)(
        what,
        {
          symptom:
            facts.manifest?.templates == null
              ? "The templates of the backup are not known: none were kept when it was taken."
              : "The templates of this cluster are not known: they could not be read.",
          impact: "Without its templates Camunda makes later indices with guessed mappings.",
          action: isAsked(asked)
            ? "Leave --restore-templates out, and start Camunda of the backup's version once, which makes them."
            : "Compare GET /_index_template with another cluster of the same Camunda version."
        },
        component
      )
    ]
  if (all.length === 0)
    return [
      Finding.ok(what, "Index templates, component templates and policies are as at the backup.", component)
    ]
  if (!isAsked(asked))
    return [
      Finding.warning(
        what,
        {
          symptom: `Not as at the backup: ${named(all)}.`,
          impact: "Indices that Camunda makes later could get other mappings than those it restored.",
          action:
            "Put them back with --restore-templates; or start Camunda of the backup's version once, which makes them."
        },
        component
      )
    ]
  const put = all.filter((x) => isPutBack(x, indexPrefix))
  const left = all.filter((x) => !isPutBack(x, indexPrefix))
  const policies = put.filter((x) => x.kind === "policy")
  return [
    ...(put.length === 0
      ? []
      : [
          Finding.ok(
            what,
            `Put back before anybody may write: ${put.map((x) => `${x.kind} ${x.name}`).join(", ")}.`,
            component
          )
        ]),
    ...(left.length === 0
      ? []
      : [
          Finding.warning(
            what,
            {
              symptom: `Not as at the backup, and left as it is: ${named(left)}.`,
              impact: `Its name does not begin with ${indexPrefix}: indices of others may depend on it.`,
              action: "Compare it with the captured one, and change it by hand if nobody else needs it."
            },
            component
          )
        ]),
    ...(policies.length > 0 && lifecycle !== true
      ? [
          Finding.error(
            what,
            {
              symptom: `${lifecycle === null ? "Whether this Elasticsearch has lifecycle policies (ILM) is not known" : "This Elasticsearch has no lifecycle policies (ILM)"}: ${policies.map((x) => x.name).join(", ")} cannot be put back.`,
              impact: "Elasticsearch would refuse them, and templates that name them.",
              action: "Leave --restore-templates out, or restore into an Elasticsearch that has them."
            },
            component
          )
        ]
      : [])
  ]
}
