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
    readonly index: { readonly number_of_shards: number; readonly number_of_replicas: number }
  }
  readonly mappings: {
    readonly dynamic: "strict"
    readonly properties: Readonly<Record<string, InstallationField["mapping"]>>
  }
  readonly aliases: Readonly<Record<string, Record<string, never>>>
}

export interface InstallationIndex extends IndexBody {
  readonly name: string
  /** Made anew on each pass, so that a large installation is never in memory as a whole. */
  readonly documents: Iterable<InstallationDocument>
}

export interface InstallationTemplate {
  readonly name: string
  readonly body: { readonly index_patterns: ReadonlyArray<string>; readonly template: IndexBody }
}

export interface Installation {
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

const describeFamily = (
  { main, template, dated }: IndexFamily,
  options: ResolvedInstallationOptions
): Installation => {
  const fields = installationFields(main, options.payloadBytes)
  const body: IndexBody = {
    settings: { index: { number_of_shards: options.shards, number_of_replicas: 0 } },
    mappings: {
      dynamic: "strict",
      properties: Object.fromEntries(fields.map(({ name, mapping }) => [name, mapping]))
    },
    aliases: { [`${main}alias`]: {} }
  }
  return {
    templates: template
      ? [{ name: `${main}template`, body: { index_patterns: [`${main}*`], template: body } }]
      : [],
    indices: [main, ...dated].map((name) => {
      const documents = { [Symbol.iterator]: () => documentsOf(name, fields, options) }
      return Object.assign({ name, documents }, body)
    })
  }
}

/** All that `buildInstallation` would make, without any server: to seed an emulator in process, or to know what to expect. */
export const describeInstallation = (options: InstallationOptions = {}): Installation => {
  const resolved = resolveInstallationOptions(options)
  const families = installationIndexNames(resolved).map((family) => describeFamily(family, resolved))
  return {
    templates: families.flatMap(({ templates }) => templates),
    indices: families.flatMap(({ indices }) => indices)
  }
}
