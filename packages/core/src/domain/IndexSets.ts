/**
 * Which indices belong to which part of a backup: one table per component and Camunda minor version (Camunda API reference §7.1, §7.2).
 *
 * A part is either *named* (its indices by exact name) or *dated* (the archived indices: `<full name>*` without the main index).
 * Only templates have dated indices. Parts are restored in order, so their order and content are Camunda's and must not be "improved".
 */
import { Option } from "effect"
import * as CamundaVersion from "./CamundaVersion.ts"
import type { Component } from "./Component.ts"

/** One index of a part: its name without prefix, and the version in its name. */
export interface Entry {
  readonly index: string
  readonly version: string
  /** May be absent (it was added by a late patch): requested only when it exists. */
  readonly optional: boolean
}

/** The indices of one part. `dated`: the archived indices of the entries, with a date at the end, and not the main ones. */
export interface Part {
  readonly dated: boolean
  readonly entries: ReadonlyArray<Entry>
}

/** The parts of a backup, in their order. */
export type IndexSet = ReadonlyArray<Part>

const entry = (text: string): Entry => {
  const optional = text.endsWith("?")
  const [index = "", version = ""] = text.slice(0, optional ? -1 : undefined).split(" ")
  return { index, version, optional }
}

const named = (...entries: ReadonlyArray<string>): Part => ({ dated: false, entries: entries.map(entry) })
const dated = (...entries: ReadonlyArray<string>): Part => ({ dated: true, entries: entries.map(entry) })

/** The six parts of Camunda 8.5 to 8.7: Prio1 · Prio2 · Prio2 dated · Prio3 · Prio3 dated · Prio4. */
const sixParts = (x: {
  readonly prio1: ReadonlyArray<string>
  readonly prio2: ReadonlyArray<string>
  readonly prio2Templates: ReadonlyArray<string>
  readonly prio3: ReadonlyArray<string>
  readonly prio3Templates: ReadonlyArray<string>
  readonly prio4: ReadonlyArray<string>
}): IndexSet => [
  named(...x.prio1),
  named(...x.prio2, ...x.prio2Templates),
  dated(...x.prio2Templates),
  named(...x.prio3, ...x.prio3Templates),
  dated(...x.prio3Templates),
  named(...x.prio4)
]

const operate = (job: ReadonlyArray<string>): IndexSet =>
  sixParts({
    prio1: ["import-position 8.3.0", "metadata 8.8.0?"],
    prio2: [],
    prio2Templates: ["list-view 8.3.0"],
    prio3: [],
    prio3Templates: [
      "batch-operation 1.0.0",
      "decision-instance 8.3.0",
      "event 8.3.0",
      "flownode-instance 8.3.1",
      "incident 8.3.1",
      ...job,
      "message 8.5.0",
      "operation 8.4.1",
      "post-importer-queue 8.3.0",
      "sequence-flow 8.3.0",
      "user-task 8.5.0",
      "variable 8.3.0"
    ],
    prio4: [
      "decision 8.3.0",
      "decision-requirements 8.3.0",
      "metric 8.3.0",
      "migration-steps-repository 1.1.0",
      "web-session 1.1.0",
      "process 8.3.0",
      "user 1.2.0"
    ]
  })

const tasklist = (listView: ReadonlyArray<string>): IndexSet =>
  sixParts({
    prio1: ["import-position 8.2.0"],
    prio2: ["process-instance 8.3.0"],
    prio2Templates: ["task 8.5.0"],
    prio3: ["flownode-instance 8.3.0", "variable 8.3.0"],
    prio3Templates: ["draft-task-variable 8.3.0", "task-variable 8.3.0", ...listView],
    prio4: [
      "form 8.4.0",
      "metric 8.3.0",
      "migration-steps-repository 1.1.0",
      "process 8.4.0",
      "web-session 1.1.0",
      "user 1.4.0"
    ]
  })

const table: Readonly<Record<Component, Readonly<Record<string, IndexSet>>>> = {
  operate: { "8.5": operate([]), "8.6": operate(["job 8.6.0"]), "8.7": operate(["job 8.6.0"]) },
  tasklist: {
    "8.5": tasklist([]),
    "8.6": tasklist(["list-view 8.6.0"]),
    "8.7": tasklist(["list-view 8.6.0"])
  }
}

/** The index set of a component at a version such as `8.7.2`; `none` when its minor version is not in the table. */
export const find = (component: Component, version: string): Option.Option<IndexSet> =>
  Option.flatMap(CamundaVersion.minor(version), (minor) => Option.fromNullishOr(table[component][minor]))

/** Minor versions for which a backup of the component can be taken, e.g. `["8.5", "8.6", "8.7"]`. */
export const minors = (component: Component): ReadonlyArray<string> => Object.keys(table[component])

/** True when the index is one of the set under this prefix: a main index or a dated one of it. */
export const owns = (indexPrefix: string, set: IndexSet, index: string): boolean =>
  set.some((part) => part.entries.some((x) => index.startsWith(fullName(indexPrefix, x))))

/** `operate-list-view-8.3.0_`: the main index of an entry. */
export const fullName = (indexPrefix: string, entry: Entry): string =>
  `${indexPrefix}-${entry.index}-${entry.version}_`
