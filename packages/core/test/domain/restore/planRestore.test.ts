/** What a plan says of each situation: what blocks it, and what it would delete. */
import { describe, expect, it } from "vitest"
import * as Backup from "../../../src/domain/Backup.ts"
import * as BackupState from "../../../src/domain/BackupState.ts"
import type { ExistingIndex } from "../../../src/domain/restore/ExistingIndex.ts"
import type { Manifest } from "../../../src/domain/restore/Manifest.ts"
import { planRestore } from "../../../src/domain/restore/planRestore.ts"
import type { RestoreFacts, RestoreOptions } from "../../../src/domain/restore/RestoreFacts.ts"
import { blockers, type RestorePlan } from "../../../src/domain/restore/RestorePlan.ts"
import { stepsOf } from "../../../src/domain/restore/restoreSteps.ts"
import { restoreId } from "../../../src/domain/RestoreId.ts"
import { snapshotsDigest, type Verification } from "../../../src/domain/Verification.ts"
import type { Snapshot } from "../../../src/domain/Snapshot.ts"
import * as SnapshotName from "../../../src/domain/SnapshotName.ts"
import { id, version } from "../builders.ts"

const now = 1_000_000_000

const snapshots = [1, 2].map((part): Snapshot => ({
  component: "operate",
  backupId: id(5n),
  version: "8.7.2",
  part,
  count: 2,
  name: SnapshotName.format({
    component: "operate",
    backupId: id(5n),
    version: version("8.7.2"),
    part,
    count: 2
  }),
  uuid: `s${part}`,
  state: "SUCCESS",
  startTime: now - 1000,
  failures: [],
  indices: [],
  attempt: "attempt",
  damaged: false
}))

const backup = (of: ReadonlyArray<Snapshot> = snapshots): Backup.Backup =>
  Backup.make("operate", id(5n), of, BackupState.unknown)

const index = (name: string, more: Partial<ExistingIndex> = {}): ExistingIndex => ({
  name,
  kind: "index",
  uuid: `u-${name}`,
  open: true,
  hidden: false,
  mark: null,
  blocks: [],
  documents: 1,
  bytes: 100,
  bytesWithReplicas: 100,
  replicas: 0,
  ...more
})

const content = (part: number, ...names: ReadonlyArray<string>) => ({
  name: snapshots[part - 1]?.name ?? "",
  uuid: `s${part}`,
  indices: names.map((name) => ({ name, shards: 1, bytes: 100, files: 3 }))
})

const templates = { indexTemplates: [], componentTemplates: [], policies: [] }

const manifest = (more: Partial<Manifest> = {}): Manifest => ({
  component: "operate",
  backupId: id(5n),
  attempt: "attempt",
  drilled: null,
  elasticsearch: "8.19.21",
  indices: ["operate-a", "operate-b"].map((name) => ({
    name,
    uuid: "old",
    createdVersion: "8537000",
    mapping: "m",
    settings: {},
    aliases: [],
    closed: false,
    writeBlocked: false,
    replicas: 0,
    before: null,
    after: null
  })),
  templates,
  ...more
})

const verification = (more: Partial<Verification> = {}): Verification => ({
  component: "operate",
  backupId: id(5n),
  at: now - 1000,
  by: restoreId("a".repeat(32)),
  snapshots: snapshotsDigest(snapshots),
  result: "verified",
  indices: 2,
  ofIndices: 2,
  bytes: 200,
  reason: null,
  ...more
})

const facts = (more: Partial<RestoreFacts> = {}): RestoreFacts => {
  const there = [index("operate-a"), index("operate-b"), index("operate-new")]
  return {
    backup: backup(),
    repository: "r",
    indexPrefix: "operate",
    elasticsearch: "8.19.21",
    contents: [content(1, "operate-a"), content(2, "operate-b")] as RestoreFacts["contents"],
    ofComponent: there,
    atTargets: there.slice(0, 2),
    running: [],
    busy: null,
    counts: [[], []],
    settings: { blocks: [], maxShardsPerNode: 1000 },
    allocation: { enable: "all", watermark: { low: "85%", lowMaxHeadroom: "-1" } },
    shards: { count: 3, dataNodes: 1 },
    disks: [{ node: "n", totalBytes: 10_000, availableBytes: 9000 }],
    health: { cluster: "c", status: "green", unassignedPrimaries: 0, pendingTasks: 0, pendingMillis: 0 },
    manifest: manifest(),
    templates,
    lifecycle: null,
    verification: null,
    otherComponent: null,
    missingPrivileges: [],
    journalExists: true,
    unknown: [],
    now,
    verifiedWithinMillis: 3_600_000,
    ...more
  }
}

const options = (more: Partial<RestoreOptions> = {}): RestoreOptions => ({
  target: { _tag: "InPlace" },
  others: "delete",
  templates: "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  ...more
})

const into = options({ target: { _tag: "Into", prefix: "copy-" } })
const drill = options({ target: { _tag: "Drill" } })

const toMakeIt = {
  action: "indices:admin/create",
  privileges: ["create_index"],
  index: "camunda-backup-journal"
} as const

const count = (name: string, documents: number) => ({ name, documents, sequence: [documents - 1] })

describe("what blocks a restore", () => {
  it.each<[string, RestoreFacts, RestoreOptions, string]>([
    [
      "a backup that is not complete",
      facts({ backup: backup(snapshots.slice(0, 1)) }),
      options(),
      "restore-backup"
    ],
    [
      "a backup with a part that failed",
      facts({ backup: backup(snapshots.map((x, i) => (i === 0 ? { ...x, state: "PARTIAL" } : x))) }),
      drill,
      "restore-backup"
    ],
    [
      "an index in two parts",
      facts({
        contents: [content(1, "operate-a"), content(2, "operate-a", "operate-b")] as RestoreFacts["contents"]
      }),
      options(),
      "restore-backup"
    ],
    [
      "a part whose files cannot be read",
      facts({ contents: [content(1, "operate-a")] as RestoreFacts["contents"] }),
      options(),
      "restore-backup"
    ],
    [
      "an index of the manifest that no part holds",
      facts({ contents: [content(1, "operate-a"), content(2)] as RestoreFacts["contents"] }),
      options(),
      "restore-backup"
    ],
    [
      "an Elasticsearch that is two major versions newer",
      facts({ elasticsearch: "10.0.0" }),
      options(),
      "restore-backup"
    ],
    ["an Elasticsearch that is older", facts({ elasticsearch: "7.17.0" }), options(), "restore-backup"],
    [
      "somebody who works on the component",
      facts({ busy: "Another backup is running" }),
      options(),
      "restore-running"
    ],
    [
      "a snapshot that is being taken",
      facts({ running: [{ what: "snapshot", name: "s", repository: "other" }] }),
      options(),
      "restore-running"
    ],
    [
      "a restore of the same component",
      facts({ running: [{ what: "restore", name: "operate-a", repository: "r" }] }),
      options(),
      "restore-running"
    ],
    [
      "a deletion in the repository",
      facts({ running: [{ what: "deletion", name: "s", repository: "r" }] }),
      drill,
      "restore-running"
    ],
    [
      "an alias that has the name of an index",
      facts({ atTargets: [index("operate-a", { kind: "alias", uuid: null })] }),
      options(),
      "restore-names"
    ],
    [
      "an index that has the name of a copy",
      facts({ atTargets: [index("copy-operate-a")] }),
      into,
      "restore-names"
    ],
    [
      "an index that has the name of an alias of the backup",
      facts({
        ofComponent: [index("operate-a"), index("operate-b"), index("operate-alias")],
        manifest: manifest({
          indices: manifest().indices.map((x) => ({
            ...x,
            aliases: [{ name: "operate-alias", options: "{}" }]
          }))
        })
      }),
      options({ others: "keep" }),
      "restore-names"
    ],
    [
      "somebody who writes",
      facts({ counts: [[count("operate-a", 1)], [count("operate-a", 2)]] }),
      options(),
      "restore-writers"
    ],
    [
      "somebody who deletes and adds as many",
      facts({
        counts: [
          [{ name: "operate-a", documents: 1, sequence: [1] }],
          [{ name: "operate-a", documents: 1, sequence: [3] }]
        ]
      }),
      options(),
      "restore-writers"
    ],
    [
      "an index to be deleted whose metadata is blocked",
      facts({ ofComponent: [index("operate-a", { blocks: ["read_only"] })] }),
      options(),
      "restore-cluster"
    ],
    [
      "a cluster that is blocked",
      facts({ settings: { blocks: ["cluster.blocks.read_only"], maxShardsPerNode: 1000 } }),
      drill,
      "restore-cluster"
    ],
    [
      "a cluster that allocates nothing",
      facts({ allocation: { enable: "none", watermark: null } }),
      drill,
      "restore-cluster"
    ],
    ["too few shards", facts({ settings: { blocks: [], maxShardsPerNode: 4 } }), drill, "restore-shards"],
    [
      "a disk that would pass the low watermark",
      facts({ disks: [{ node: "n", totalBytes: 10_000, availableBytes: 1600 }] }),
      drill,
      "restore-disk"
    ],
    [
      "privileges that are missing",
      facts({
        missingPrivileges: [
          { action: "indices:admin/delete", privileges: ["delete_index"], index: "operate-*" }
        ]
      }),
      options(),
      "restore-privileges"
    ],
    [
      "a journal that is not there and may not be made",
      facts({ missingPrivileges: [toMakeIt], journalExists: false }),
      options(),
      "restore-privileges"
    ],
    [
      "the same of a drill",
      facts({ missingPrivileges: [toMakeIt], journalExists: false }),
      drill,
      "restore-privileges"
    ],
    [
      "a drill that found these snapshots damaged, where none comes first",
      facts({ verification: verification({ result: "damaged", reason: "shard 0" }) }),
      options({ unverified: true }),
      "restore-last-drill"
    ]
  ])("%s", (_name, given, asked, what) => {
    expect(blockers(planRestore(given, asked)).map((x) => x.what)).toContain(what)
  })
})

it("a journal that is there need not be made", () => {
  const plan = planRestore(facts({ missingPrivileges: [toMakeIt], journalExists: true }), options())
  expect(plan.findings.filter((x) => x.what === "restore-privileges").map((x) => x.severity)).toEqual(["ok"])
})

/** Two data nodes with room for 300 bytes below the watermark; the backup has 200, the indices that go first 100 each. */
const twoNodes = (replicas: number | null, more: Partial<RestoreFacts> = {}): RestoreFacts => {
  const kept = manifest()
  return facts({
    atTargets: [],
    shards: { count: 3, dataNodes: 2 },
    disks: ["n", "m"].map((node) => ({ node, totalBytes: 1000, availableBytes: 300 })),
    manifest: { ...kept, indices: kept.indices.map((x) => ({ ...x, replicas })) },
    ...more
  })
}

describe("the room that replicas need", () => {
  const roomOf = (given: RestoreFacts, asked: RestoreOptions): ReadonlyArray<string> =>
    planRestore(given, asked)
      .findings.filter((x) => ["restore-disk", "restore-shards"].includes(x.what) && x.severity === "error")
      .map((x) => x.what)

  it("counts where the restored indices will have them, and not for a drill", () => {
    expect(roomOf(twoNodes(0), into)).toEqual([])
    expect(roomOf(twoNodes(1), into)).toEqual(["restore-disk"])
    expect(roomOf(twoNodes(1), drill)).toEqual([])
  })

  it("is no more than the nodes can hold", () => {
    expect(roomOf(twoNodes(5, { shards: { count: 3, dataNodes: 1 } }), into)).toEqual([])
  })

  it("is that of the index that has the name now, or of one replica, where no manifest tells", () => {
    const unknown = (replicas: number): RestoreFacts =>
      twoNodes(null, {
        manifest: null,
        ofComponent: ["operate-a", "operate-b"].map((name) => index(name, { replicas }))
      })
    expect(roomOf(unknown(0), into)).toEqual([])
    expect(roomOf(unknown(1), into)).toEqual(["restore-disk"])
    expect(roomOf(twoNodes(null, { ofComponent: [] }), into)).toEqual(["restore-disk"])
  })

  it("comes from what is deleted, replicas too, when nothing is drilled before", () => {
    const now = ["operate-a", "operate-b"].map((name) => index(name, { replicas: 1, bytesWithReplicas: 200 }))
    expect(roomOf(twoNodes(1, { ofComponent: now }), options({ unverified: true }))).toEqual([])
    expect(roomOf(twoNodes(1, { ofComponent: now }), options())).toEqual([])
  })

  it("counts in shards whether a node takes them or not", () => {
    const limited = { settings: { blocks: [], maxShardsPerNode: 3 }, ofComponent: [] }
    expect(roomOf(twoNodes(0, limited), into)).toEqual([])
    expect(roomOf(twoNodes(2, { ...limited, shards: { count: 3, dataNodes: 2 } }), into)).toContain(
      "restore-shards"
    )
  })
})

describe("what the master has to do", () => {
  it.each([
    [0, 0, "ok"],
    [40, 900, "ok"],
    [40, 31_000, "warning"]
  ])("%i tasks, one for %i ms: %s", (pendingTasks, pendingMillis, severity) => {
    const health = { cluster: "c", status: "green", unassignedPrimaries: 0, pendingTasks, pendingMillis }
    const found = planRestore(facts({ health }), options()).findings
    expect(found.find((x) => x.what === "restore-master")?.severity).toBe(severity)
  })

  it("is a warning where it is not known, and where primaries have no node", () => {
    const red = { cluster: "c", status: "red", unassignedPrimaries: 2, pendingTasks: 0, pendingMillis: 0 }
    for (const health of [red, null])
      expect(planRestore(facts({ health }), options()).findings).toContainEqual(
        expect.objectContaining({ what: "restore-master", severity: "warning" })
      )
  })
})

describe("what does not block one", () => {
  it.each<[string, RestoreFacts, RestoreOptions]>([
    ["a healthy cluster, in place", facts(), options()],
    [
      "a drill beside a running snapshot",
      facts({ atTargets: [], running: [{ what: "snapshot", name: "s", repository: "r" }] }),
      drill
    ],
    [
      "a restore of the other component that runs, and its drill",
      facts({
        running: [
          { what: "restore", name: "tasklist-a", repository: "r" },
          { what: "restore", name: "drill-1-operate-a", repository: "r" }
        ]
      }),
      options()
    ],
    [
      "a closed index in place: it is deleted by its name",
      facts({ ofComponent: [index("operate-a", { open: false, documents: null })], atTargets: [] }),
      options()
    ],
    ["no manifest", facts({ manifest: null }), options()],
    [
      "a damaged drill, where another one comes first",
      facts({ verification: verification({ result: "damaged" }) }),
      options()
    ],
    [
      "a full disk that the deletes make room on, without a drill before",
      facts({ disks: [{ node: "n", totalBytes: 10_000, availableBytes: 1600 }] }),
      options({ unverified: true })
    ],
    [
      "a disk without a watermark",
      facts({ atTargets: [], allocation: { enable: "all", watermark: null } }),
      drill
    ],
    ["the other component without such a backup: that is said", facts({ otherComponent: "none" }), options()]
  ])("%s", (_name, given, asked) => {
    expect(blockers(planRestore(given, asked))).toEqual([])
  })
})

describe("a plan", () => {
  it("in place deletes what the backup has and what it has not, unless that is kept", () => {
    expect(planRestore(facts(), options()).doomed.map((x) => [x.name, x.inBackup])).toEqual([
      ["operate-a", true],
      ["operate-b", true],
      ["operate-new", false]
    ])
    const kept = planRestore(facts(), options({ others: "keep" }))
    expect(kept.doomed.map((x) => x.name)).toEqual(["operate-a", "operate-b"])
    expect(kept.staying).toEqual(["operate-new"])
  })

  it("under other names and as a drill deletes nothing", () => {
    expect(planRestore(facts({ atTargets: [] }), into).doomed).toEqual([])
    expect(planRestore(facts(), drill).doomed).toEqual([])
  })

  it("needs a drill before, unless one of these very snapshots is young enough or it is waived", () => {
    const proof = (found: Verification | null, unverified = false) =>
      planRestore(facts({ verification: found }), options({ unverified })).proof._tag
    expect(proof(null)).toBe("DrillFirst")
    expect(proof(verification())).toBe("Drilled")
    expect(proof(verification({ at: now - 4_000_000 }))).toBe("DrillFirst")
    expect(proof(verification({ snapshots: "others" }))).toBe("DrillFirst")
    expect(proof(verification({ indices: 1 }))).toBe("DrillFirst")
    expect(proof(verification({ result: "differs" }))).toBe("DrillFirst")
    expect(proof(null, true)).toBe("Waived")
  })

  it("has another digest when a snapshot or an index to be deleted is another one, and the same when documents move", () => {
    const digest = (given: RestoreFacts, asked = options()) => planRestore(given, asked).digest
    const first = digest(facts())
    const there = facts().ofComponent
    expect(digest(facts({ ofComponent: there.map((x) => ({ ...x, documents: 9 })) }))).toBe(first)
    expect(digest(facts({ ofComponent: there.map((x) => ({ ...x, uuid: "new" })) }))).not.toBe(first)
    expect(digest(facts({ ofComponent: there.slice(1) }))).not.toBe(first)
    expect(digest(facts(), options({ others: "keep" }))).not.toBe(first)
    expect(digest(facts(), options({ unverified: true }))).not.toBe(first)
    expect(digest(facts({ verification: verification() }))).toBe(first)
  })

  it("warns of lifecycle policies that act on what was restored", () => {
    const managed = manifest().indices.map((x) => ({
      ...x,
      settings: { "index.lifecycle.name": "thirty-days" }
    }))
    const plan = planRestore(facts({ manifest: manifest({ indices: managed }) }), options())
    expect(plan.findings).toContainEqual(
      expect.objectContaining({ what: "restore-lifecycle", severity: "warning" })
    )
  })

  describe("of templates", () => {
    const captured = {
      policies: [{ name: "operate_delete", body: '{"phases":{}}' }],
      componentTemplates: [
        { name: "operate_template", body: "{}" },
        { name: "shared", body: '{"template":{}}' }
      ],
      indexTemplates: [{ name: "operate-a_template", body: '{"index_patterns":["operate-a*"]}' }]
    }
    const asked = options({ templates: "restore" })
    const given = (now: Partial<typeof captured>, more: Partial<RestoreFacts> = {}) =>
      facts({
        manifest: manifest({ templates: captured }),
        templates: { ...captured, ...now },
        lifecycle: true,
        ...more
      })
    const named = (plan: RestorePlan) => plan.templates.map((x) => `${x.kind} ${x.name} ${x.now}`)
    const ofTemplates = (plan: RestorePlan) =>
      plan.findings.filter((x) => x.what === "restore-templates").map((x) => x.severity)

    it("puts nothing back unless it is asked to, and says what differs", () => {
      const plan = planRestore(given({ indexTemplates: [] }), options())
      expect([named(plan), ofTemplates(plan)]).toEqual([[], ["warning"]])
      expect(
        stepsOf(plan)
          .map((x) => x.curl)
          .join()
      ).not.toContain("_template")
    })

    it("puts back what is missing or differs, policies first and index templates last", () => {
      const plan = planRestore(
        given({
          policies: [],
          componentTemplates: [{ name: "operate_template", body: '{"version":2}' }],
          indexTemplates: []
        }),
        asked
      )
      expect(named(plan)).toEqual([
        "policy operate_delete missing",
        "component template operate_template differs",
        "component template shared missing",
        "index template operate-a_template missing"
      ])
      expect(ofTemplates(plan)).toEqual(["ok"])
      expect(blockers(plan)).toEqual([])
      const curls = stepsOf(plan).map((x) => x.curl)
      expect(curls.filter((x) => x.includes("PUT")).map((x) => x.split(" ")[3])).toEqual([
        '"$ES/_ilm/policy/operate_delete"',
        '"$ES/_component_template/operate_template"',
        '"$ES/_component_template/shared"',
        '"$ES/_index_template/operate-a_template"',
        '"$ES/operate-a,operate-b/_settings"'
      ])
      expect(curls.join()).toContain(`-d '{"policy":{"phases":{}}}'`)
    })

    it("puts nothing back that is as it was, nor what others may use under another name", () => {
      expect(named(planRestore(given({}), asked))).toEqual([])
      const shared = planRestore(
        given({ componentTemplates: [captured.componentTemplates[0]!, { name: "shared", body: "{}" }] }),
        asked
      )
      expect([named(shared), ofTemplates(shared)]).toEqual([[], ["warning"]])
      expect(shared.findings.map((x) => x.symptom).join()).toContain("component template shared differs")
    })

    it.each<[string, RestoreFacts]>([
      ["the manifest has none", given({}, { manifest: manifest({ templates: null }) })],
      ["there is no manifest", given({}, { manifest: null })],
      ["those of the cluster are not known", given({}, { templates: null })],
      ["a policy is missing, and the server has none", given({ policies: [] }, { lifecycle: false })],
      [
        "a policy is missing, and it is not known whether the server has some",
        given({ policies: [] }, { lifecycle: null })
      ]
    ])("is blocked when %s", (_name, known) => {
      expect(blockers(planRestore(known, asked)).map((x) => x.what)).toEqual(["restore-templates"])
      expect(blockers(planRestore(known, options()))).toEqual([])
    })

    it("needs no policies of the server when none has to be put back", () => {
      expect(blockers(planRestore(given({ indexTemplates: [] }, { lifecycle: false }), asked))).toEqual([])
    })

    it("has another digest when other templates, or other bodies, are put back", () => {
      const digest = (now: Partial<typeof captured>, of = asked) => planRestore(given(now), of).digest
      const all = new Set([
        digest({}),
        digest({ indexTemplates: [] }),
        digest({ indexTemplates: [{ name: "operate-a_template", body: "{}" }] }),
        digest({ policies: [] })
      ])
      expect(all.size).toBe(4)
      expect(digest({ policies: [] }, options())).toBe(digest({}, options()))
    })

    it("keeps a quote of a body inside the quotes of the shell", () => {
      const quoted = [{ name: "operate-a_template", body: `{"_meta":{"of":"it's"}}` }]
      const known = given(
        { indexTemplates: [] },
        { manifest: manifest({ templates: { ...captured, indexTemplates: quoted } }) }
      )
      expect(
        stepsOf(planRestore(known, asked))
          .map((x) => x.curl)
          .join("\n")
      ).toContain(String.raw`-d '{"_meta":{"of":"it'\''s"}}'`)
    })
  })

  it("takes the same sample for the same seed, within the limit", () => {
    const sample = (seed: string) =>
      planRestore(facts(), { ...drill, sample: { maxBytes: 100, seed } }).parts.flatMap((x) =>
        x.indices.map((y) => y.name)
      )
    expect(sample("a")).toHaveLength(1)
    expect(sample("a")).toEqual(sample("a"))
    const seeds = ["a", "b", "c", "d", "e", "f"].map((x) => sample(x).join())
    expect(new Set(seeds).size).toBe(2)
  })
})
