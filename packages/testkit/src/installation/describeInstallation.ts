import { type InstallationField, installationFields } from "./installationFields.ts"
import { installationIndexNames, type IndexFamily } from "./installationIndexNames.ts"
import {
  type InstallationOptions,
  type ResolvedInstallationOptions,
  resolveInstallationOptions
} from "./InstallationOptions.ts"
import { seededRandom } from "./seededRandom.ts"

export interface InstallationDocument {
  readonly id: string
  /** JSON text: its int64 numbers would be rounded as JavaScript numbers. */
  readonly source: string
}

/** What `PUT /<index>` is sent, and the inner `template` of an index template. */
export interface IndexBody {
  readonly settings: {
    readonly index: {
      readonly number_of_shards: number
      readonly number_of_replicas: number
      readonly [name: string]: string | number | boolean
    }
  }
  readonly mappings: {
    readonly dynamic: "strict"
    readonly properties: Readonly<Record<string, InstallationField["mapping"]>>
  }
  readonly aliases: Readonly<Record<string, { readonly filter?: object; readonly routing?: string }>>
}

export interface InstallationIndex extends IndexBody {
  readonly name: string
  /** Whether it can be searched; documents are written before an index is closed. */
  readonly open: boolean
  /** Made anew on each pass, so that a large installation is never in memory as a whole. */
  readonly documents: Iterable<InstallationDocument>
}

export interface InstallationTemplate {
  readonly name: string
  readonly body: {
    readonly index_patterns: ReadonlyArray<string>
    readonly composed_of?: ReadonlyArray<string>
    readonly template: IndexBody
  }
}

export interface InstallationComponentTemplate {
  readonly name: string
  readonly body: { readonly template: Pick<IndexBody, "settings"> | { readonly settings: object } }
}

export interface Installation {
  readonly componentTemplates: ReadonlyArray<InstallationComponentTemplate>
  readonly templates: ReadonlyArray<InstallationTemplate>
  readonly indices: ReadonlyArray<InstallationIndex>
}

function* documentsOf(
  name: string,
  fields: ReadonlyArray<InstallationField>,
  { documentsPerIndex, seed }: ResolvedInstallationOptions
): Generator<InstallationDocument> {
  const random = seededRandom(`${seed} ${name}`)
  for (let position = 0; position < documentsPerIndex; position++) {
    const members = fields.map((it) => `${JSON.stringify(it.name)}:${it.value(random, position)}`)
    yield { id: `${position}-${random.text(8)}`, source: `{${members.join(",")}}` }
  }
}

/** The name of the component template that templates of a varied installation are composed of. */
const common = (component: string): string => `${component}-common`

/** What the nth dated index of a varied installation has of its own. */
const variation = (body: IndexBody, main: string, fields: ReadonlyArray<InstallationField>, nth: number) => {
  const { index } = body.settings
  const [field] = fields
  if (nth === 0)
    return {
      settings: {
        index: { ...index, hidden: true, priority: 7, refresh_interval: "45s", max_result_window: 20_000 }
      }
    }
  if (nth !== 1 || field === undefined) return {}
  const aliases = {
    ...body.aliases,
    [`${main}archive`]: { filter: { exists: { field: field.name } }, routing: "1" }
  }
  return { aliases, open: false }
}

const describeFamily = (
  { component, main, template, dated }: IndexFamily,
  options: ResolvedInstallationOptions
): Omit<Installation, "componentTemplates"> => {
  const fields = installationFields(main, options.payloadBytes)
  const body: IndexBody = {
    settings: { index: { ...options.settings, number_of_shards: options.shards, number_of_replicas: 0 } },
    mappings: {
      dynamic: "strict",
      properties: Object.fromEntries(fields.map(({ name, mapping }) => [name, mapping]))
    },
    aliases: { [`${main}alias`]: {} }
  }
  return {
    templates: template
      ? [
          {
            name: `${main}template`,
            body: {
              index_patterns: [`${main}*`],
              ...(options.varied ? { composed_of: [common(component)] } : {}),
              template: body
            }
          }
        ]
      : [],
    indices: [main, ...dated].map((name) => {
      const documents = { [Symbol.iterator]: () => documentsOf(name, fields, options) }
      const own = options.varied ? variation(body, main, fields, dated.indexOf(name)) : {}
      return { name, open: true, ...body, ...own, documents }
    })
  }
}

/** All that `buildInstallation` would make, without any server: to seed an emulator in process, or to know what to expect. */
export const describeInstallation = (options: InstallationOptions = {}): Installation => {
  const resolved = resolveInstallationOptions(options)
  const families = installationIndexNames(resolved).map((family) => describeFamily(family, resolved))
  const componentTemplates = resolved.components.map((component) => ({
    name: common(component),
    body: { template: { settings: { index: { mapping: { total_fields: { limit: "1500" } } } } } }
  }))
  return {
    componentTemplates: resolved.varied ? componentTemplates : [],
    templates: families.flatMap(({ templates }) => templates),
    indices: families.flatMap(({ indices }) => indices)
  }
}
