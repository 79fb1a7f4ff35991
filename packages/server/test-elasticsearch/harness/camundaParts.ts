/**
 * What Camunda 8.7 puts into the six snapshots of a backup (API reference §7.1, §7.2), written down a second time: the proof must not ask
 * the product's own tables whether the product is right.
 */
import type { Component } from "@camunda-backup/core"

const operate3 = [
  "batch-operation-1.0.0_",
  "decision-instance-8.3.0_",
  "event-8.3.0_",
  "flownode-instance-8.3.1_",
  "incident-8.3.1_",
  "job-8.6.0_",
  "message-8.5.0_",
  "operation-8.4.1_",
  "post-importer-queue-8.3.0_",
  "sequence-flow-8.3.0_",
  "user-task-8.5.0_",
  "variable-8.3.0_"
]

const tasklist3 = ["draft-task-variable-8.3.0_", "task-variable-8.3.0_", "list-view-8.6.0_"]

/** Names without the prefix; `…*` stands for what the archiver moved out of the index, which is not meant itself. */
const parts: Readonly<Record<Component.Component, ReadonlyArray<ReadonlyArray<string>>>> = {
  operate: [
    ["import-position-8.3.0_", "metadata-8.8.0_"],
    ["list-view-8.3.0_"],
    ["list-view-8.3.0_*"],
    operate3,
    operate3.map((x) => `${x}*`),
    [
      "decision-8.3.0_",
      "decision-requirements-8.3.0_",
      "metric-8.3.0_",
      "migration-steps-repository-1.1.0_",
      "web-session-1.1.0_",
      "process-8.3.0_",
      "user-1.2.0_"
    ]
  ],
  tasklist: [
    ["import-position-8.2.0_"],
    ["process-instance-8.3.0_", "task-8.5.0_"],
    ["task-8.5.0_*"],
    ["flownode-instance-8.3.0_", "variable-8.3.0_", ...tasklist3],
    tasklist3.map((x) => `${x}*`),
    [
      "form-8.4.0_",
      "metric-8.3.0_",
      "migration-steps-repository-1.1.0_",
      "process-8.4.0_",
      "web-session-1.1.0_",
      "user-1.4.0_"
    ]
  ]
}

/** Exists in late patches only; every other plain name must be there. */
const optional = "metadata-8.8.0_"

/** The indices of each part, sorted, for an installation that has these indices. A plain name is expected whether it exists or not. */
export const camundaParts = (
  component: Component.Component,
  prefix: string,
  existing: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<string>> =>
  parts[component].map((names) =>
    names
      .map((name) => `${prefix}-${name}`)
      .flatMap((name) => {
        if (!name.endsWith("*"))
          return name.endsWith(`-${optional}`) && !existing.includes(name) ? [] : [name]
        const main = name.slice(0, -1)
        return existing.filter((x) => x.startsWith(main) && x !== main)
      })
      .toSorted()
  )
