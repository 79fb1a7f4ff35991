import { type Component, IndexSets } from "@camunda-backup/core"
import { Option } from "effect"
import type { ResolvedInstallationOptions } from "./InstallationOptions.ts"

/** A main index of Camunda with what the archiver moved out of it. */
export interface IndexFamily {
  readonly component: Component.Component
  /** `operate-list-view-8.3.0_` */
  readonly main: string
  /** Has an index template, and can have dated indices. */
  readonly template: boolean
  /** `operate-list-view-8.3.0_2024-01-01`, … */
  readonly dated: ReadonlyArray<string>
}

const firstDay = Date.UTC(2024, 0, 1)
const dayMillis = 86_400_000

const day = (at: number): string => new Date(firstDay + at * dayMillis).toISOString().slice(0, 10)

/** In turn all days, one day, none: a fresh installation has components of which nothing was archived yet. */
const daysOf = (template: number, most: number): number => [most, Math.min(1, most), 0][template % 3] ?? 0

const familiesOf = (
  component: Component.Component,
  { camundaVersion, prefixes, datedDays, optionalIndices }: ResolvedInstallationOptions
): ReadonlyArray<IndexFamily> => {
  const parts = Option.getOrThrowWith(
    IndexSets.find(component, camundaVersion),
    () =>
      new Error(
        `There is no table of ${component}'s indices for Camunda ${camundaVersion}; known are ${IndexSets.minors(component).join(", ")}.`
      )
  )
  const names = (dated: boolean): ReadonlyArray<string> =>
    parts
      .filter((part) => part.dated === dated)
      .flatMap((part) => part.entries)
      .filter((entry) => optionalIndices || !entry.optional)
      .map((entry) => IndexSets.fullName(prefixes[component], entry))
  const templates = names(true)
  return names(false).map((main) => {
    const template = templates.indexOf(main)
    const days = template === -1 ? 0 : daysOf(template, datedDays)
    return {
      component,
      main,
      template: template !== -1,
      dated: Array.from({ length: days }, (_, at) => `${main}${day(at)}`)
    }
  })
}

/** Every index of the installation, main ones with their dated ones, in the order of the parts of a backup. */
export const installationIndexNames = (options: ResolvedInstallationOptions): ReadonlyArray<IndexFamily> =>
  options.components.flatMap((component) => familiesOf(component, options))
