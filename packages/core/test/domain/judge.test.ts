import { assert, describe, it } from "@effect/vitest"
import { Option, Result } from "effect"
import { StoreRejected, StoreUnavailable } from "../../src/domain/BackupError.ts"
import type * as Finding from "../../src/domain/Finding.ts"
import * as elasticsearch from "../../src/domain/judgeElasticsearch.ts"
import * as indices from "../../src/domain/judgeIndices.ts"
import * as journal from "../../src/domain/judgeJournal.ts"
import * as privileges from "../../src/domain/judgePrivileges.ts"
import * as repository from "../../src/domain/judgeRepository.ts"
import { catalog, id } from "./builders.ts"

const away = new StoreUnavailable({ operation: "x", reason: "y", ambiguous: false })
const forbidden = new StoreRejected({ operation: "x", status: 403, type: "security_exception", reason: "no" })

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
const known = (version: number | null, blocks: ReadonlyArray<indices.Block> = []) =>
  journal.journal("j", 1, of({ version: Option.some(version), blocks }))

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
    "a version that was not told",
    "warning",
    elasticsearch.version(Result.fail(forbidden)),
    "could not be checked"
  ],
  ["yellow", "ok", elasticsearch.health(of({ status: "yellow", unassignedPrimaries: 0 })), "yellow"],
  ["red", "warning", elasticsearch.health(of({ status: "red", unassignedPrimaries: 3 })), "3 primary"],
  ["room on the disk", "ok", elasticsearch.disk(full(89)), "90 %"],
  ["the high watermark", "warning", elasticsearch.disk(full(90)), "n1 90 %"],
  ["the flood stage", "error", elasticsearch.disk(full(95)), "n1 95 %"],
  ["a disk that may not be looked at", "ok", elasticsearch.disk(Result.fail(forbidden)), "not looked at"],
  ["a disk that was not told", "warning", elasticsearch.disk(Result.fail(away)), "could not be checked"],
  ["a clock that agrees", "ok", elasticsearch.clock(of(1000), { from: 5000, to: 5000 }), "agrees"],
  ["a slow answer", "ok", elasticsearch.clock(of(1000), { from: 900, to: 30_000 }), "agrees"],
  ["a clock ahead", "warning", elasticsearch.clock(of(1000), { from: 9000, to: 9000 }), "8 s ahead of"],
  ["a clock behind", "warning", elasticsearch.clock(of(9000), { from: 1000, to: 1000 }), "8 s behind"],
  ["no repository configured", "error", repository.notConfigured, "No backup repository"],
  ["a repository that was not read", "warning", repository.registered("r", Result.fail(away)), "could not"],
  ["nodes that write", "ok", repository.writable("r", of(3)), "3 nodes"],
  ["a verification that is not allowed", "ok", repository.writable("r", Result.fail(forbidden)), "not tried"],
  ["a node that cannot write", "error", repository.writable("r", Result.fail(away)), "y"],
  ["room for a backup", "ok", repository.room("r", 12, room(88, 100)), "88 snapshots"],
  ["no room for a backup", "error", repository.room("r", 12, room(89, 100)), "max_number_of_snapshots"],
  ["no limit", "ok", repository.room("r", 12, of({ snapshots: 5, limit: Option.none() })), "5 snapshots"],
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
  ["open indices", "ok", indices.health(settings, index({})), "open"],
  ["a closed index", "warning", indices.health(settings, index({ open: false })), "closed"],
  ["a red index", "error", indices.health(settings, index({ health: "red" })), "red"],
  ["no blocks", "ok", indices.blocks(of([])), "No index"],
  ["a block", "warning", indices.blocks(of(readOnly)), "read_only_allow_delete"],
  [
    "no journal yet",
    "ok",
    journal.journal("j", 1, of({ version: Option.none(), blocks: [] })),
    "first backup makes it"
  ],
  ["a journal", "ok", known(1), "can be used"],
  ["an index that is no journal", "error", known(null), "not a journal"],
  ["a newer journal", "error", known(2), "newer camunda-backup"],
  ["a journal that cannot be written", "error", known(1, readOnly), "read_only_allow_delete"],
  [
    "a journal that may not be read",
    "error",
    journal.journal("j", 1, Result.fail(forbidden)),
    "security_exception"
  ],
  ["no lease", "ok", journal.lease("operate", of(Option.none())), "No backup"],
  [
    "an owner at work",
    "ok",
    journal.lease("operate", of(Option.some(lease(false)))),
    "host-1 takes backup 5"
  ],
  ["a silent owner", "warning", journal.lease("operate", of(Option.some(lease(true)))), "no sign of life"],
  ["no security", "ok", privileges.privileges(of(Option.none())), "without security"],
  ["all privileges", "ok", privileges.privileges(of(Option.some([]))), "All privileges"],
  ["a missing privilege", "error", privileges.privileges(of(Option.some(["write on j"]))), "write on j"]
]

describe("judging", () => {
  it.each(cases)("%s is %s", (_what, severity, judged, symptom) => {
    const findings = [judged].flat()
    assert.lengthOf(findings, 1)
    const [finding] = findings
    assert.strictEqual(finding?.severity, severity)
    assert.include(finding?.symptom, symptom)
    // Who is told that something is wrong is told what it means and what to do.
    assert.strictEqual(finding?.impact !== null && finding?.action !== null, severity !== "ok")
  })
})
