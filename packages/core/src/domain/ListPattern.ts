/**
 * The `pattern` of the list: digits and at most one `*` at the end, at most 20 characters; empty means `*` (Camunda API reference §3).
 *
 * It is appended to the component's snapshot prefix and matched against snapshot names: `5*` finds ids 5, 50, 51 …; `5` alone names a
 * snapshot `camunda_operate_5`, which no backup has, so it finds nothing. That is Camunda's rule, kept.
 */
import { Brand, Option } from "effect"
import * as BackupId from "./BackupId.ts"
import * as Component from "./Component.ts"

/** Which ids a list shows: digits, or digits with `*` at the end. */
export type ListPattern = string & Brand.Brand<"ListPattern">

const make = Brand.nominal<ListPattern>()

/** All ids. */
export const everything = make("*")

/** The narrowest pattern that finds the backup; it finds every id that begins with these digits. */
export const beginningWith = (backupId: BackupId.BackupId): ListPattern =>
  make(`${BackupId.format(backupId)}*`)

const grammar = /^[0-9]*\*?$/

/** Reads a pattern; `none` when it is not one. */
export const parse = (text: string): Option.Option<ListPattern> => {
  if (text === "") return Option.some(everything)
  return text.length <= 20 && grammar.test(text) ? Option.some(make(text)) : Option.none()
}

/** The search expression of a list. For reading only. */
export const search = (component: Component.Component, pattern: ListPattern): string =>
  Component.snapshotPrefix(component) + pattern

/** Whether a list of this pattern shows the backup, by Elasticsearch's rule on names. */
export const matches = (pattern: ListPattern, backupId: BackupId.BackupId): boolean =>
  pattern.endsWith("*") && BackupId.format(backupId).startsWith(pattern.slice(0, -1))
