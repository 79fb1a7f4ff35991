import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { Component, IndexSets } from "../../src/index.ts"

const names = (component: Component.Component, version: string) =>
  Option.getOrElse(IndexSets.find(component, version), () => []).map((part) =>
    part.entries.map((x) => IndexSets.fullName(Component.defaultIndexPrefix(component), x))
  )

describe("IndexSets of Camunda 8.7", () => {
  it("has Operate's six parts", () => {
    const [one, two, three, four, five, six] = names("operate", "8.7.2")
    expect(one).toEqual(["operate-import-position-8.3.0_", "operate-metadata-8.8.0_"])
    expect(two).toEqual(["operate-list-view-8.3.0_"])
    expect(three).toEqual(two)
    expect(four).toEqual([
      "operate-batch-operation-1.0.0_",
      "operate-decision-instance-8.3.0_",
      "operate-event-8.3.0_",
      "operate-flownode-instance-8.3.1_",
      "operate-incident-8.3.1_",
      "operate-job-8.6.0_",
      "operate-message-8.5.0_",
      "operate-operation-8.4.1_",
      "operate-post-importer-queue-8.3.0_",
      "operate-sequence-flow-8.3.0_",
      "operate-user-task-8.5.0_",
      "operate-variable-8.3.0_"
    ])
    expect(five).toEqual(four)
    expect(six).toEqual([
      "operate-decision-8.3.0_",
      "operate-decision-requirements-8.3.0_",
      "operate-metric-8.3.0_",
      "operate-migration-steps-repository-1.1.0_",
      "operate-web-session-1.1.0_",
      "operate-process-8.3.0_",
      "operate-user-1.2.0_"
    ])
  })

  it("has Tasklist's six parts, dated ones of templates only", () => {
    expect(names("tasklist", "8.7.2")).toEqual([
      ["tasklist-import-position-8.2.0_"],
      ["tasklist-process-instance-8.3.0_", "tasklist-task-8.5.0_"],
      ["tasklist-task-8.5.0_"],
      [
        "tasklist-flownode-instance-8.3.0_",
        "tasklist-variable-8.3.0_",
        "tasklist-draft-task-variable-8.3.0_",
        "tasklist-task-variable-8.3.0_",
        "tasklist-list-view-8.6.0_"
      ],
      ["tasklist-draft-task-variable-8.3.0_", "tasklist-task-variable-8.3.0_", "tasklist-list-view-8.6.0_"],
      [
        "tasklist-form-8.4.0_",
        "tasklist-metric-8.3.0_",
        "tasklist-migration-steps-repository-1.1.0_",
        "tasklist-process-8.4.0_",
        "tasklist-web-session-1.1.0_",
        "tasklist-user-1.4.0_"
      ]
    ])
  })

  it("knows 8.5 without job and list-view, and nothing of 8.8", () => {
    expect(names("operate", "8.5.9").flat()).not.toContain("operate-job-8.6.0_")
    expect(names("tasklist", "8.5.9").flat()).not.toContain("tasklist-list-view-8.6.0_")
    expect(Option.isNone(IndexSets.find("operate", "8.8.0"))).toBe(true)
  })
})
