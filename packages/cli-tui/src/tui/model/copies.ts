/** The forms in which a backup can be copied. */
import { DetailsDto } from "@camunda-backup/core"
import { shellQuoted } from "./shellQuoted.ts"
import { factsKey, type Model } from "./Model.ts"
import type { Row } from "./Row.ts"

export interface Copy {
  readonly name: string
  readonly text: string
}

const componentOf = (model: Model): string =>
  model.options.components.length > 1 ? "both" : model.options.components.join("")

/** Of each component all that is known: the details where they were read, else what the list says. */
const jsonOf = (model: Model, row: Row): string =>
  JSON.stringify(
    [...row.backups.values()].map((x) => {
      const facts = model.facts.get(factsKey(x.component, row.key))
      return facts === undefined
        ? { component: x.component, backupId: row.key, state: x.state, reason: x.reason }
        : DetailsDto.encode(facts.details)
    }),
    null,
    2
  )

const curlOf = ({ options }: Model, row: Row): ReadonlyArray<Copy> => {
  if (options.curl === null) return []
  const { curl } = options
  return [
    {
      name: "curl",
      text: [...row.backups.keys()]
        .map((component) => `curl -s ${shellQuoted(curl(component, row.key))}`)
        .join("\n")
    }
  ]
}

export const copiesOf = (model: Model, row: Row): ReadonlyArray<Copy> => [
  { name: "id", text: row.key },
  {
    name: "command line",
    text: `camunda-backup get ${row.key} --component ${componentOf(model)}${model.options.serverFlag}`
  },
  { name: "JSON", text: jsonOf(model, row) },
  ...curlOf(model, row)
]
