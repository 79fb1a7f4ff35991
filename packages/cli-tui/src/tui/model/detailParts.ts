/** The parts of a backup in the order in which they are shown. */
import type { BackupDetails, Component } from "@camunda-backup/core"
import { factsKey, type Model } from "./Model.ts"

export interface DetailPart {
  readonly component: Component.Component
  readonly part: BackupDetails.Part
}

export const detailParts = (model: Model): ReadonlyArray<DetailPart> =>
  model.options.components.flatMap((component) =>
    (model.facts.get(factsKey(component, model.detail.key ?? ""))?.details.parts ?? []).map((part) => ({
      component,
      part
    }))
  )
