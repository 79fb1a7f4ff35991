import { describe, expect, it } from "vitest"
import { wanted } from "../../../src/domain/check/judgePrivileges.ts"
import * as Privilege from "../../../src/domain/check/Privilege.ts"
import { wantedForRestore } from "../../../src/domain/restore/wantedForRestore.ts"
import { privilegeQuestion } from "../../../src/adapters/elasticsearch/diagnosticsWire.ts"

const backups = wanted(["operate", "tasklist"], "j")

const restores = wantedForRestore(["operate", "tasklist"], "j")

describe("privileges that are missing", () => {
  it("become a role that can be sent: every privilege once, indices that lack the same together", () => {
    expect(JSON.parse(Privilege.roleOf(Privilege.each(backups)))).toEqual({
      cluster: ["create_snapshot", "cluster:admin/snapshot/delete", "monitor"],
      indices: [
        { names: ["operate-*", "tasklist-*"], privileges: ["view_index_metadata", "monitor"] },
        { names: ["j"], privileges: ["create_index", "view_index_metadata", "read", "index", "delete"] }
      ]
    })
    expect(Privilege.roleOf([])).toBe("{}")
  })

  it("are told apart by the work that needs them, each once", () => {
    const all = Privilege.each(Privilege.both(backups, restores))
    expect(Privilege.of(backups, all)).toEqual(Privilege.each(backups))
    expect(Privilege.of(restores, all)).toEqual(Privilege.each(restores))
    expect(Privilege.of(backups, [])).toEqual([])
  })

  it("are asked for by all names, of each index in one place", () => {
    const { cluster, index } = privilegeQuestion(Privilege.both(backups, restores))
    expect(new Set(cluster).size).toBe(cluster.length)
    expect(cluster).toEqual(expect.arrayContaining(["cluster:admin/snapshot/create", "create_snapshot"]))
    expect(index.map((x) => x.names)).toEqual([["operate-*"], ["tasklist-*"], ["j"], ["drill-*"]])
    expect(index[2]?.privileges).toEqual(expect.arrayContaining(["indices:admin/create", "create_index"]))
  })
})
