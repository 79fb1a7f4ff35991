import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as ErrorDto from "../../src/contract/ErrorDto.ts"
import * as E from "../../src/domain/BackupError.ts"
import * as R from "../../src/domain/RestoreError.ts"
import * as ScheduleError from "../../src/domain/ScheduleError.ts"
import { MAX } from "../../src/domain/BackupId.ts"

const backupId = MAX

const all: ReadonlyArray<E.BackupError> = [
  new E.InvalidBackupId({ received: "-1", negative: true }),
  new E.InvalidPattern({ pattern: "x" }),
  new E.BackupExists({ backupId, snapshots: [{ name: "a", uuid: "b" }] }),
  new E.BackupRunning({ component: "operate" }),
  new E.BackupBeingDeleted({ backupId }),
  new E.BackupNotRunning({ backupId }),
  new E.ResumeRefused({ backupId, reasons: ["One.", "Two."] }),
  new E.RequiredIndexMissing({ component: "operate", version: "8.7.2", indices: ["i"] }),
  new E.IndexInSeveralParts({ index: "i", parts: [1, 2] }),
  new E.IndicesInNoPart({
    component: "operate",
    indices: [
      { index: "i", documents: 1 },
      { index: "j", documents: null }
    ]
  }),
  new E.AnnotationTooLarge({ bytes: 900, maxBytes: 850 }),
  new E.BackupWithheld({ component: "operate", refused: ["tasklist"] }),
  new E.BackupNotFound({ backupId, ended: null }),
  new E.BackupNotFound({ backupId, ended: { askedAt: "x", at: "y", reason: "z" } }),
  new E.RepositoryNotConfigured(),
  new E.RepositoryMissing({ repository: "r" }),
  new E.RepositoryReadOnly({ repository: "r" }),
  new E.CamundaVersionUnknown({ component: "operate", version: "9.9.9", known: ["8.7"] }),
  new E.DeleteUnfinished({ backupId, remaining: ["s"], waitedMillis: 1 }),
  new R.RestoreRunning({ component: "operate", backupId, restore: "a" }),
  new R.RestoreRefused({ component: "operate", backupId, reasons: ["one", "two"] }),
  new R.RestorePlanChanged({ component: "operate", backupId, digest: "d" }),
  new R.RestoreNotFound({ restore: "a" }),
  new R.RestoreNotRunning({ restore: "a" }),
  new ScheduleError.ScheduleNotSet({ job: "drill" }),
  new E.StoreUnavailable({ operation: "o", reason: "r", ambiguous: true }),
  new E.StoreRejected({ operation: "o", status: 403, type: "t", reason: "r" }),
  new E.StoreAnswerInvalid({ operation: "o", reason: "r" }),
  new E.StoreAnswerInvalid({
    operation: "o",
    reason: "r",
    impostor: { kind: "redirect", location: "https://x/" }
  }),
  new E.StoreTlsFailed({ operation: "o", trouble: "expired", reason: "r" })
]

describe("ErrorDto", () => {
  it.each(all.map((error) => [error._tag, error] as const))(
    "brings %s back from code and JSON",
    (tag, error) => {
      const json: unknown = JSON.parse(JSON.stringify(ErrorDto.factsOf(error)))
      const back = ErrorDto.errorOf(ErrorDto.codes[tag], json)
      assert.deepStrictEqual(Option.getOrNull(back), error)
      assert.strictEqual(Option.getOrThrow(back).message, error.message)
    }
  )

  it("has a sample of every error here, and a code of its own for each", () => {
    const codes = Object.values(ErrorDto.codes)
    const onTheWay = ["ServerRefused", "ServerUnreachable", "NotOffered", "WrongServer", "DeleteNotProved"]
    assert.deepStrictEqual(
      new Set([...all.map((x) => x._tag), ...onTheWay]),
      new Set<string>(Object.keys(ErrorDto.codes))
    )
    assert.strictEqual(new Set(codes).size, codes.length)
  })

  it("does not guess at other codes and facts", () => {
    assert.isTrue(Option.isNone(ErrorDto.errorOf("nonsense", {})))
    assert.isTrue(Option.isNone(ErrorDto.errorOf("backup-exists", { backupId: 5 })))
    assert.isTrue(Option.isNone(ErrorDto.errorOf("backup-exists", null)))
  })
})
