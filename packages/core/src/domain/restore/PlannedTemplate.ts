/**
 * Which captured templates and lifecycle policies a restore puts back, each by its name. Only what the manifest holds, and only where the cluster
 * has it not, or has it otherwise: what is equal is not written.
 */
import type { Captured, CapturedTemplates } from "./CapturedTemplates.ts"

/** In the order in which they are put: an index template names component templates, and both may name a policy. */
export const templateKinds = ["policy", "component template", "index template"] as const

/** What it is. */
export type TemplateKind = (typeof templateKinds)[number]

/** One template or policy that is not as at the backup. */
export interface PlannedTemplate extends Captured {
  readonly kind: TemplateKind
  /** What has to be said of it as it is now. */
  readonly now: "missing" | "differs"
}

const lists = {
  policy: "policies",
  "component template": "componentTemplates",
  "index template": "indexTemplates"
} as const satisfies Record<TemplateKind, keyof CapturedTemplates>

/** What is missing or not as it was captured, in the order in which it is put. What is there beside is left alone. */
export const differingTemplates = (
  captured: CapturedTemplates,
  now: CapturedTemplates
): ReadonlyArray<PlannedTemplate> =>
  templateKinds.flatMap((kind) => {
    const there = new Map(now[lists[kind]].map((x) => [x.name, x.body]))
    return captured[lists[kind]].flatMap(({ name, body }): ReadonlyArray<PlannedTemplate> => {
      const found = there.get(name)
      return found === body ? [] : [{ kind, name, body, now: found === undefined ? "missing" : "differs" }]
    })
  })

/**
 * Whether a restore may write it: what is missing, and what is named as the component's own. A component template or policy of another name that
 * is there may serve indices of others.
 */
export const isPutBack = ({ kind, name, now }: PlannedTemplate, indexPrefix: string): boolean =>
  now === "missing" ||
  kind === "index template" ||
  ["-", "_"].some((x) => name.startsWith(`${indexPrefix}${x}`))

/** No template and no policy. */
export const nothingCaptured: CapturedTemplates = { indexTemplates: [], componentTemplates: [], policies: [] }

/** Sorted by what they are. */
export const capturedOf = (planned: ReadonlyArray<PlannedTemplate>): CapturedTemplates => {
  const of = (wanted: TemplateKind): ReadonlyArray<Captured> =>
    planned.filter((x) => x.kind === wanted).map(({ name, body }) => ({ name, body }))
  return {
    policies: of("policy"),
    componentTemplates: of("component template"),
    indexTemplates: of("index template")
  }
}

/** `index template operate-x_template is missing`. */
export const describeTemplate = ({ kind, name, now }: PlannedTemplate): string =>
  `${kind} ${name} ${now === "missing" ? "is missing" : "differs"}`

const paths = {
  policy: "_ilm/policy",
  "component template": "_component_template",
  "index template": "_index_template"
} as const satisfies Record<TemplateKind, string>

/** Where Elasticsearch has it, without the first slash. */
export const templatePath = (kind: TemplateKind, name: string): string =>
  `${paths[kind]}/${encodeURIComponent(name)}`

/** The body of the request that puts it, as JSON. */
export const templateBody = (kind: TemplateKind, body: string): string =>
  kind === "policy" ? `{"policy":${body}}` : body
