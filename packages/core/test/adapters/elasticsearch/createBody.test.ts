import { describe, expect, it } from "vitest"
import { createBody } from "../../../src/adapters/elasticsearch/createBody.ts"
import { attempt, id, plan } from "../../domain/builders.ts"

const bodyOf = (part: number, backupId = 5n) => {
  const made = { ...plan(), backupId: id(backupId) }
  const planned = made.parts[part - 1]
  if (planned === undefined) throw new Error("no such part")
  return JSON.stringify(createBody({ plan: made, part: planned, attempt: attempt().id }))
}

describe("createBody", () => {
  it("asks as Camunda does, with the attempt in the metadata", () => {
    expect(bodyOf(3)).toBe(
      '{"indices":["operate-list-view-8.3.0_*","-operate-list-view-8.3.0_"],"ignore_unavailable":false,' +
        '"expand_wildcards":["open","closed"],"include_global_state":true,"feature_states":["none"],"partial":false,' +
        '"metadata":{"backupId":5,"version":"8.7.2","partNo":3,"partCount":6,"attempt":"a-1"}}'
    )
  })

  it("writes every digit of the id", () => {
    expect(bodyOf(1, 9223372036854775807n)).toContain('"backupId":9223372036854775807,')
  })

  it("keeps the metadata under Elasticsearch's 1024 bytes", () => {
    const { metadata } = JSON.parse(bodyOf(6, 9223372036854775807n)) as { metadata: object }
    expect(JSON.stringify(metadata).length).toBeLessThan(1024)
  })
})
