/**
 * The schema of every document for programs, by its `kind`, without `apiVersion` and `kind`, which all have. docs/schemas is made of them, and every
 * output of the tests is held against them. A kind that is not here cannot be printed unnoticed.
 */
import {
  AttemptDto,
  BackupState,
  CheckDto,
  Component,
  DetailsDto,
  Finding,
  InstallationDto,
  RestoreDto,
  RestoreListDto,
  RestorePlanDto,
  RestoreStatusDto,
  RetentionDto,
  ScheduleDto,
  Snapshot,
  VerificationDto
} from "@camunda-backup/core"
import { Schema } from "effect"

const Text = Schema.String
const TextOrNull = Schema.NullOr(Text)
const Time = Schema.String.annotate({ description: "RFC 3339, in UTC.", format: "date-time" })
const Id = Schema.String.annotate({ description: "0 to 9223372036854775807 as digits in a string." })
const Name = Schema.Literals(Component.all)
const listOf = <S extends Schema.Top>(item: S) => Schema.Array(item)
const installation = { installation: Schema.optionalKey(InstallationDto.Body) }

/** Of a list, which knows less of each backup than a get. */
const ListedBackup = Schema.Struct({
  component: Name,
  backupId: Id,
  state: Schema.Literals(BackupState.all),
  reason: TextOrNull,
  verified: Schema.NullOr(VerificationDto.VerificationBody),
  description: TextOrNull,
  labels: Schema.Record(Schema.String, Schema.String),
  parts: listOf(
    Schema.Struct({
      part: Schema.Int,
      count: Schema.Int,
      version: Text,
      snapshot: Text,
      state: Schema.Literals(Snapshot.states),
      startTime: Schema.NullOr(Time),
      damaged: Schema.Boolean,
      failures: listOf(Text)
    })
  )
})

const Plan = Schema.Struct({
  component: Name,
  backupId: Id,
  snapshots: listOf(Schema.Struct({ does: Text, snapshot: Text, indices: Schema.NullOr(listOf(Text)) })),
  inNoPart: Schema.optionalKey(
    listOf(Schema.Struct({ index: Text, documents: Schema.NullOr(Schema.Finite) }))
  )
})

const Deletion = Schema.Struct({ backupId: Id, deleted: listOf(Name) })
const Entry = Schema.Struct({ at: Time, component: Name, by: TextOrNull, what: Text })
const Setting = Schema.Struct({ name: Text, value: Text, from: Text })

const Context = Schema.Struct({
  name: Text,
  current: Schema.Boolean,
  server: TextOrNull,
  component: TextOrNull,
  readOnly: Schema.Boolean
})

const created = { backupId: Id }
const retention = RetentionDto.Body.fields

/** By kind. */
export const documentSchemas: Readonly<Record<string, Schema.Top>> = {
  Attempt: AttemptDto.Body,
  AttemptList: Schema.Struct({ backupId: Id, attempts: listOf(AttemptDto.Body) }),
  Backup: Schema.Union([ListedBackup, DetailsDto.Body]),
  BackupList: Schema.Union([
    Schema.Struct({ backups: listOf(ListedBackup) }),
    Schema.Struct({ backups: listOf(DetailsDto.Body) })
  ]),
  Cancellation: Schema.Union([
    Schema.Struct({ backupId: Id, cancelled: listOf(Name) }),
    Schema.Struct({ backupId: Id, component: Name, cancelled: Schema.Boolean })
  ]),
  Check: CheckDto.Body,
  Completion: Schema.Struct({ shell: Text, script: Text }),
  Context,
  ContextList: Schema.Struct({ contexts: listOf(Context) }),
  Creation: Schema.Union([
    Schema.Struct({
      ...created,
      scheduled: listOf(Schema.Struct({ component: Name, snapshots: listOf(Text) }))
    }),
    Schema.Struct({ ...created, component: Name, snapshots: listOf(Text) })
  ]),
  CurrentContext: Schema.Struct({ current: Text }),
  Deletion: Schema.Union([Deletion, Schema.Struct({ backups: listOf(Deletion) })]),
  ErrorList: Schema.Struct({
    errors: listOf(
      Schema.Struct({
        component: Schema.NullOr(Name),
        code: Text,
        message: Text,
        try: Text,
        see: Text,
        exitCode: Schema.Int
      })
    )
  }),
  Finding: CheckDto.FindingJson,
  Log: Schema.Struct({ backupId: Id, entries: listOf(Entry) }),
  LogEntry: Entry,
  Plan,
  PlanList: Schema.Struct({
    dryRun: Schema.Boolean,
    plans: listOf(Plan),
    goodBackups: Schema.optionalKey(Schema.Struct({ now: Schema.Int, afterwards: Schema.Int })),
    ...installation
  }),
  Restore: Schema.Union([RestoreDto.RestoreBody, RestoreStatusDto.Body, RestoreListDto.Summary]),
  RestoreList: Schema.Union([
    Schema.Struct({ restores: listOf(RestoreDto.RestoreBody) }),
    Schema.Struct({ restores: listOf(RestoreStatusDto.Body) }),
    RestoreListDto.Body
  ]),
  RestorePlan: RestorePlanDto.RestorePlanBody,
  RestorePlanList: Schema.Struct({
    runnable: Schema.Boolean,
    plans: listOf(RestorePlanDto.RestorePlanBody),
    ...installation
  }),
  Resumption: Schema.Union([
    Schema.Struct({ backupId: Id, resumed: listOf(Name) }),
    Schema.Struct({ backupId: Id, component: Name, resumed: Schema.Boolean })
  ]),
  RetentionPlan: Schema.Struct({ ...retention, ...installation }),
  RetentionRow: RetentionDto.Row,
  Schedule: ScheduleDto.One,
  ScheduleList: ScheduleDto.Body,
  Setting,
  SettingList: Schema.Struct({ settings: listOf(Setting) }),
  Status: Schema.Struct({
    installation: InstallationDto.Body,
    lastGoodOf: Schema.Record(Schema.String, Schema.NullOr(Id)),
    lastGood: Schema.NullOr(Id),
    recoveryPoint: Schema.NullOr(Time),
    ageSeconds: Schema.NullOr(Schema.Finite),
    running: listOf(Schema.Struct({ component: Name, backupId: Id })),
    failures: listOf(
      Schema.Struct({
        component: Name,
        backupId: Id,
        state: Schema.Literals(BackupState.all),
        reason: TextOrNull
      })
    ),
    schedules: listOf(ScheduleDto.One),
    severity: Schema.Literals(Finding.severities)
  }),
  Version: Schema.Struct({ name: Text, version: Text })
}
