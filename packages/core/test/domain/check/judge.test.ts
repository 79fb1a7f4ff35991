import { assert, describe, it } from "@effect/vitest"
import { Option, Result } from "effect"
import {
  StoreAnswerInvalid,
  type StoreError,
  StoreRejected,
  StoreTlsFailed,
  StoreUnavailable
} from "../../../src/domain/BackupError.ts"
import type * as Finding from "../../../src/domain/check/Finding.ts"
import * as elasticsearch from "../../../src/domain/check/judgeElasticsearch.ts"
import * as indices from "../../../src/domain/check/judgeIndices.ts"
import * as journal from "../../../src/domain/check/judgeJournal.ts"
import * as privileges from "../../../src/domain/check/judgePrivileges.ts"
import * as Privilege from "../../../src/domain/check/Privilege.ts"
import * as running from "../../../src/domain/check/judgeRunning.ts"
import * as repository from "../../../src/domain/check/judgeRepository.ts"
import { catalog, id, snapshot } from "../builders.ts"

const idle = { pendingTasks: 0, pendingMillis: 0 }
const away = new StoreUnavailable({ operation: "x", reason: "y", ambiguous: false })
const forbidden = new StoreRejected({
  operation: "x",
  status: 403,
  type: "security_exception",
  reason: "action [cluster:monitor/x] is unauthorized for user [u]"
})

const of = Result.succeed
const settings = { component: "operate", version: "8.7.2", indexPrefix: "operate" } as const
const lease = (silent: boolean) => ({
  subject: { id: "a", backupId: id(5n) },
  owner: "host-1",
  claim: "c",
  term: 1,
  beat: 0,
  beatAt: 0,
  ttlMillis: 30_000,
  state: "held" as const,
  silent
})

const everything = catalog("operate")
const [first, ...others] = everything.indices
const lacking = {
  indices: others,
  aliases: everything.aliases.filter((x) => !x.indices.includes(first!.name))
}
const full = (percent: number) => of([{ node: "n1", percent }])
const room = (snapshots: number, limit: number) => of({ snapshots, limit: Option.some(limit) })
const readOnly = [{ index: "j", block: "read_only_allow_delete" }]
const index = (x: Partial<indices.IndexHealth>) =>
  of([{ index: first!.name, open: true, health: "green", ...x }])
const found = (version: number | null, name = "j", blocks: ReadonlyArray<string> = []) => ({
  name,
  version,
  blocks,
  finalPipeline: null
})
const known = (...there: ReadonlyArray<ReturnType<typeof found>>) => journal.journal("j", 1, of(there))
const blocked = new StoreRejected({
  operation: "x",
  status: 403,
  type: "cluster_block_exception",
  reason: "metadata"
})
const needed = [
  ["operate", 6],
  ["tasklist", 6]
] as const
const shards = (count: number, maxShardsPerNode: number, dataNodes = 1) =>
  journal.shards("j", of({ settings: { blocks: [], maxShardsPerNode }, open: { count, dataNodes } }))
const template = (pattern: string, dataStream = true, priority = 1) => ({
  name: `t ${pattern}`,
  patterns: [pattern],
  priority,
  dataStream
})
const templates = (...all: ReadonlyArray<ReturnType<typeof template>>) =>
  journal.template("jour-nal", of(all))
/** As asked for with the journal `j`. */
const missing = (action: string, index: string | null = null, journalExists = true) =>
  privileges.privileges(
    of(
      Option.some(
        Privilege.each(privileges.wanted(["operate"], "j")).filter(
          (x) => x.action === action && x.index === index
        )
      )
    ),
    journalExists
  )
const lackingForRestores = (action: string) =>
  privileges.restorePrivileges(of(Option.some([{ action, privileges: [action], index: null }])), true)

const cases: ReadonlyArray<
  readonly [string, Finding.Severity, Finding.Finding | ReadonlyArray<Finding.Finding>, string]
> = [
  ["an answer", "ok", elasticsearch.reachable(of(undefined)), "answers"],
  ["no answer", "error", elasticsearch.reachable(Result.fail(away)), "y"],
  ["a refusal", "error", elasticsearch.reachable(Result.fail(forbidden)), "does not let us in"],
  ["8.16", "ok", elasticsearch.version(of("8.16.0")), "8.16.0"],
  ["9.5.3", "ok", elasticsearch.version(of("9.5.3")), "9.5.3"],
  ["8.15", "warning", elasticsearch.version(of("8.15.9")), "8.16 and newer"],
  ["10", "warning", elasticsearch.version(of("10.0.0")), "8.16 and newer"],
  ["7.17", "error", elasticsearch.version(of("7.17.0")), "7.17.0"],
  [
    "a version that may not be asked for",
    "skipped",
    elasticsearch.version(Result.fail(forbidden)),
    "Cannot look: the role of camunda-backup lacks cluster:monitor/x."
  ],
  [
    "a version that was not told",
    "warning",
    elasticsearch.version(Result.fail(away)),
    "could not be checked"
  ],
  [
    "a health that may not be asked for",
    "skipped",
    elasticsearch.health(Result.fail(forbidden)),
    "Cannot look"
  ],
  [
    "healths of indices that may not be asked for",
    "skipped",
    indices.health(settings, [], Result.fail(forbidden)),
    "Cannot look"
  ],
  [
    "yellow",
    "ok",
    elasticsearch.health(of({ cluster: "c", status: "yellow", unassignedPrimaries: 0, ...idle })),
    "yellow"
  ],
  [
    "red",
    "warning",
    elasticsearch.health(of({ cluster: "c", status: "red", unassignedPrimaries: 3, ...idle })),
    "3 primary"
  ],
  ["room on the disk", "ok", elasticsearch.disk(full(89)), "90 %"],
  ["the high watermark", "warning", elasticsearch.disk(full(90)), "n1 90 %"],
  ["the flood stage", "warning", elasticsearch.disk(full(95)), "n1 95 %"],
  ["a disk that may not be looked at", "skipped", elasticsearch.disk(Result.fail(forbidden)), "Cannot look"],
  ["a disk that was not told", "warning", elasticsearch.disk(Result.fail(away)), "could not be checked"],
  ["a clock that agrees", "ok", elasticsearch.clock(of(1000), { from: 5000, to: 5000 }), "agrees"],
  ["a slow answer", "ok", elasticsearch.clock(of(1000), { from: 900, to: 30_000 }), "agrees"],
  ["a clock ahead", "warning", elasticsearch.clock(of(1000), { from: 9000, to: 9000 }), "8s ahead of"],
  ["a clock behind", "warning", elasticsearch.clock(of(9000), { from: 1000, to: 1000 }), "8s behind"],
  ["no repository configured", "error", repository.notConfigured, "No backup repository"],
  ["a repository that was not read", "warning", repository.registered("r", Result.fail(away)), "could not"],
  ["nodes that write", "ok", repository.writable("r", of(3)), "3 nodes"],
  [
    "a verification that is not allowed",
    "skipped",
    repository.writable("r", Result.fail(forbidden)),
    "Whether all nodes can write was not tried"
  ],
  ["a node that cannot write", "error", repository.writable("r", Result.fail(away)), "y"],
  ["room for a backup of each", "ok", repository.room("r", needed, room(88, 100)), "88 snapshots"],
  ["room for one alone", "warning", repository.room("r", needed, room(89, 100)), "max_number_of_snapshots"],
  [
    "room for the smaller one",
    "error",
    repository.room("r", [...needed.slice(1), ["operate", 12]], room(94, 100)),
    "max_number_of_snapshots"
  ],
  ["no limit", "ok", repository.room("r", needed, of({ snapshots: 5, limit: Option.none() })), "5 snapshots"],
  [
    "a version without a table",
    "error",
    indices.versionKnown({ ...settings, version: "8.4.0" }),
    "8.5, 8.6, 8.7"
  ],
  ["all indices", "ok", indices.required(settings, of(everything)), "exist"],
  ["a missing index", "error", indices.required(settings, of(lacking)), first!.name],
  [
    "another prefix",
    "error",
    indices.required({ ...settings, indexPrefix: "x" }, of(everything)),
    "None of the"
  ],
  ["open indices", "ok", indices.health(settings, [first!.name], index({})), "open"],
  ["a closed index", "warning", indices.health(settings, [first!.name], index({ open: false })), "closed"],
  ["a red index", "error", indices.health(settings, [first!.name], index({ health: "red" })), "red"],
  ["a red index in no part", "warning", indices.health(settings, [], index({ health: "red" })), "red"],
  ["no blocks", "ok", indices.blocks(of([])), "No index"],
  ["a block", "warning", indices.blocks(of(readOnly)), "index.blocks.read_only_allow_delete"],
  ["a metadata block", "warning", indices.blocks(Result.fail(blocked)), "metadata"],
  ["no journal yet", "ok", known(), "first backup makes it"],
  ["a journal", "ok", known(found(1)), "can be used"],
  ["an index that is no journal", "error", known(found(null)), "not a journal"],
  ["a newer journal", "error", known(found(2)), "newer camunda-backup"],
  ["an alias in its place", "error", known(found(null, "a"), found(1, "j2")), "alias of a, j2"],
  ["a data stream in its place", "error", known(found(null, ".ds-j-2026.11.27-000001")), "data stream"],
  ["a journal that cannot be written", "error", known(found(1, "j", ["write"])), "index.blocks.write"],
  [
    "a journal that may not be looked at",
    "warning",
    journal.journal("j", 1, Result.fail(blocked)),
    "metadata"
  ],
  ["one shard left", "ok", shards(999, 1000), "cluster.max_shards_per_node: 1000"],
  ["no shard left", "error", shards(1000, 1000), "1000 of at most 1000"],
  ["no shard left on any of two nodes", "error", shards(2000, 1000, 2), "2000 of at most 2000"],
  ["no templates", "ok", templates(), "No index template"],
  ["a template of data streams", "error", templates(template("jo*-n*l")), "t jo*-n*l"],
  ["a template of everything", "error", templates(template("*")), "data streams only"],
  [
    "a template of another name",
    "ok",
    templates(template("jour"), template("*x"), template("jour-nal-*")),
    "No"
  ],
  ["a template that is overruled", "ok", templates(template("j*"), template("jour-*", false, 2)), "No index"],
  ["a template of indices", "ok", templates(template("jour-nal", false)), "No index"],
  [
    "a cluster that is written",
    "ok",
    journal.clusterBlocks(of({ blocks: [], maxShardsPerNode: 1 })),
    "can be"
  ],
  [
    "a cluster that is not",
    "error",
    journal.clusterBlocks(of({ blocks: ["cluster.blocks.read_only"], maxShardsPerNode: 1 })),
    "cluster.blocks.read_only"
  ],
  ["no pipeline", "ok", journal.pipeline("j", of({ _tag: "Unchanged", pipeline: null })), "No pipeline"],
  [
    "a pipeline that does nothing",
    "ok",
    journal.pipeline("j", of({ _tag: "Unchanged", pipeline: "p" })),
    "[p]"
  ],
  ["a pipeline that changes", "error", journal.pipeline("j", of({ _tag: "Changed", pipeline: "p" })), "[p]"],
  [
    "a pipeline that is missing",
    "error",
    journal.pipeline("j", of({ _tag: "Missing", pipeline: "p" })),
    "[p]"
  ],
  [
    "a journal that may not be read",
    "error",
    journal.journal("j", 1, Result.fail(forbidden)),
    "security_exception"
  ],
  ["no lease", "ok", running.lease("operate", of(Option.none())), "No backup"],
  [
    "an owner at work",
    "error",
    running.lease("operate", of(Option.some(lease(false)))),
    "host-1 is taking backup 5"
  ],
  ["a silent owner", "error", running.lease("operate", of(Option.some(lease(true)))), "no sign of life"],
  ["our own snapshot", "ok", running.snapshots("operate", Option.some(5n), of([snapshot({})])), "No other"],
  [
    "a foreign snapshot",
    "error",
    running.snapshots("operate", Option.none(), of([snapshot({})])),
    "part_1_of_6"
  ],
  [
    "a foreign snapshot beside ours",
    "error",
    running.snapshots("operate", Option.some(5n), of([snapshot({}), snapshot({ backupId: id(6n) })])),
    "operate_6_"
  ],
  ["no security", "ok", privileges.privileges(of(Option.none()), true), "without security"],
  ["all privileges", "ok", privileges.privileges(of(Option.some([])), true), "All privileges"],
  ["a missing privilege", "error", missing("indices:data/write/index", "j"), "indices:data/write/index on j"],
  ["a privilege to delete", "warning", missing("cluster:admin/snapshot/delete"), "snapshot/delete"],
  [
    "a privilege to make the journal",
    "error",
    missing("indices:admin/create", "j", false),
    "indices:admin/create on j"
  ],
  [
    "a privilege to make the journal that is there",
    "ok",
    missing("indices:admin/create", "j", true),
    "All privileges"
  ],
  ["all that restores need", "ok", privileges.restorePrivileges(of(Option.some([])), true), "All privileges"],
  [
    "a role that restores, and lacks something",
    "warning",
    lackingForRestores("cluster:monitor/state"),
    "cluster:monitor/state"
  ],
  [
    "a role that is not meant to restore",
    "skipped",
    lackingForRestores("cluster:admin/snapshot/restore"),
    "takes no part"
  ]
]

describe("judging", () => {
  it.each(cases)("%s is %s", (_what, severity, judged, symptom) => {
    const findings = [judged].flat()
    assert.lengthOf(findings, 1)
    const [finding] = findings
    assert.strictEqual(finding?.severity, severity)
    assert.include(finding?.symptom, symptom)
    // Who is told that something is wrong is told what it means and what to do.
    assert.strictEqual(
      finding?.impact !== null && finding?.action !== null,
      severity === "warning" || severity === "error"
    )
  })
})

describe("what to do about an Elasticsearch that cannot be reached", () => {
  const action = (failure: StoreError) => elasticsearch.reachable(Result.fail(failure)).action ?? ""

  it("follows from what was found there", () => {
    const answered = (
      kind: "redirect" | "web page" | "OpenSearch" | "another service",
      location: string | null
    ) => action(new StoreAnswerInvalid({ operation: "x", reason: "y", impostor: { kind, location } }))
    assert.include(answered("redirect", "https://es"), "to https://es")
    for (const kind of ["web page", "OpenSearch", "another service"] as const)
      assert.include(answered(kind, null), "Elasticsearch itself")
    assert.include(action(new StoreTlsFailed({ operation: "x", trouble: "expired", reason: "y" })), "in vain")
    assert.include(action(away), "Check that Elasticsearch runs")
  })
})
