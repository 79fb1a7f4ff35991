/** Restores and drills that are watched: those that were begun here, and those that were found running. */
import { type ClientError, Restore, type RestoreStatus } from "@camunda-backup/core"
import type { Component } from "@camunda-backup/core"
import type { Model } from "./Model.ts"
import type { Row } from "./Row.ts"

export interface Restoring {
  readonly restore: Restore.Restore
  /** As it was told last; `null`: not told yet. */
  readonly status: RestoreStatus | null
  /** Of the last request; `null` when it went well. */
  readonly error: ClientError | null
  /** Begun here: how it ends is told to the operator. */
  readonly isMine: boolean
  readonly asking: boolean
  /** When it is asked for again. */
  readonly nextAt: number
}

const isOpen = ({ restore }: Restoring): boolean => Restore.isOpen(restore)

export const openRestores = ({ restoring }: Model): ReadonlyArray<Restoring> =>
  [...restoring.values()].filter(isOpen)

/** The one of this backup that goes on; `null`: none. */
export const openRestoreOf = (model: Model, component: Component.Component, row: Row): Restoring | null =>
  openRestores(model).find(
    ({ restore: { plan } }) => plan.component === component && plan.backupId === row.backupId
  ) ?? null

/** It ended before it was completed, and can be resumed. Of a drill nothing is left then. */
export const isResumable = (restore: Restore.Restore): boolean =>
  restore.plan.target._tag !== "Drill" &&
  !Restore.isOpen(restore) &&
  Restore.stateOf(restore).state !== "Completed"

/** The last restore of the component, if it is of this backup and can be resumed; `null`: none. */
export const resumableRestoreOf = (
  { restoring }: Model,
  component: Component.Component,
  row: Row
): Restoring | null => {
  const [last] = [...restoring.values()]
    .filter(({ restore: { plan } }) => plan.component === component && plan.target._tag !== "Drill")
    .toSorted((a, b) => b.restore.requestedAt - a.restore.requestedAt)
  return last !== undefined && last.restore.plan.backupId === row.backupId && isResumable(last.restore)
    ? last
    : null
}

/** One at a time for a component, of whichever backup. */
export const isBusy = (model: Model, component: Component.Component): boolean =>
  openRestores(model).some((x) => x.restore.plan.component === component)
