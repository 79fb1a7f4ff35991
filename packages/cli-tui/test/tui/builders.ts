/** Models as they come to be: by messages through `update`, over backups as core makes them. */
import {
  Backup,
  BackupDetails,
  BackupId,
  BackupState,
  type Component,
  type Installation,
  type Snapshot,
  SnapshotName,
  type LeftOut
} from "@camunda-backup/core"
import { Option, Result } from "effect"
import { init, type Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import type { Options } from "../../src/tui/model/Options.ts"
import type { Task } from "../../src/tui/model/Task.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { update } from "../../src/tui/update/update.ts"
import { heights } from "../../src/tui/view/heights.ts"

/** 2026-11-25 02:00:00 UTC. */
export const now = Date.UTC(2026, 10, 25, 2)
const hour = 3_600_000

export const options: Options = {
  components: ["operate", "tasklist"],
  server: "http://127.0.0.1:9600",
  serverFlag: "",
  refreshMillis: 2000,
  curl: (component, key) => `http://127.0.0.1:9600/api/v1/backups/${component}/${key}`,
  objectiveMillis: 24 * 3_600_000,
  paged: false,
  theme: "dark",
  ascii: false,
  screenReader: false,
  readOnly: false,
  askedBy: "jane, terminal UI"
}

export const id = (text: number | string): BackupId.BackupId =>
  Option.getOrThrow(BackupId.parse(String(text)))

export interface Given {
  /** Of each of the 6 parts; fewer: the others are not there. */
  readonly parts?: ReadonlyArray<Snapshot.SnapshotState>
  readonly hours?: number
  readonly version?: string
  readonly live?: boolean
}

const whole: ReadonlyArray<Snapshot.SnapshotState> = Array.from({ length: 6 }, () => "SUCCESS")

const failure: Snapshot.ShardFailure = {
  index: "operate-list-view-8.3.0_",
  shard: 0,
  reason: "disk\u001B[2J full",
  node: "n1",
  status: "INTERNAL_SERVER_ERROR"
}

export const backup = (
  component: Component.Component,
  key: number | string,
  { hours = 1, live = false, parts = whole, version = "8.7.2" }: Given = {}
): Backup.Backup => {
  const snapshots = parts.map((state, i): Snapshot.Snapshot => ({
    ...Option.getOrThrow(
      SnapshotName.parse(component, `camunda_${component}_${key}_${version}_part_${i + 1}_of_6`)
    ),
    uuid: `${component}-${key}-${i}`,
    state,
    startTime: now - hours * hour + i * 2000,
    failures: state === "PARTIAL" ? [failure] : [],
    indices: [`${component}-index-${i}`],
    attempt: null,
    damaged: false
  }))
  return Backup.make(component, id(key), snapshots, { ...BackupState.unknown, live })
}

/** What the server says a create would take: part `n` of `n` indices. */
export const plannedOf = (key: number, inNoPart: ReadonlyArray<LeftOut.LeftOut> = []): Msg => ({
  _tag: "Planned",
  backupId: id(key),
  answer: Result.succeed(
    options.components.map((component) => ({
      component,
      inNoPart,
      result: Result.succeed(
        backup(component, key).snapshots.map(({ name, part }) => ({
          snapshot: name,
          indices: Array.from({ length: part }, (_, i) => `${component}-index-${i}`)
        }))
      )
    }))
  )
})

export const detailsOf = (of: Backup.Backup): BackupDetails.BackupDetails => {
  const parts = BackupDetails.parts(of, Option.none(), (uuid) => {
    const snapshot = of.snapshots.find((x) => x.uuid === uuid)
    return snapshot === undefined || snapshot.startTime === null || snapshot.state === "IN_PROGRESS"
      ? undefined
      : {
          name: snapshot.name,
          uuid,
          endTime: snapshot.startTime + 1500,
          indices: snapshot.indices ?? [],
          shards: { total: 4, successful: snapshot.state === "PARTIAL" ? 3 : 4, failed: 0 },
          bytes: 6_000_000 * snapshot.part
        }
  })
  const current = of.snapshots.find((x) => x.state === "IN_PROGRESS")
  return {
    backup: of,
    version: "8.7.2",
    startedAt: BackupDetails.startedAt(of),
    finishedAt:
      current === undefined ? (parts.findLast((x) => x.finishedAt !== null)?.finishedAt ?? null) : null,
    verified: Option.none(),
    parts,
    inNoPart: null,
    progress: {
      parts: { done: parts.filter((x) => x.state === "SUCCESS").length, total: parts.length },
      current:
        current === undefined
          ? null
          : {
              part: current.part,
              snapshot: current.name,
              startedAt: current.startTime,
              shards: { done: 1, total: 4, failed: 0 },
              files: { done: 3, total: 9 },
              bytes: { done: 5_300_000, total: 13_000_000 }
            },
      bytesPerSecond: current === undefined ? null : 1_900_000,
      remainingMillis: current === undefined ? null : 89_000,
      stalledSince: null
    },
    attempt: Option.none()
  }
}

/** As it begins: at the overview. */
export const begun = (columns = 80, rows = 24, more: Partial<Options> = {}): Model =>
  init({ ...options, ...more }, { columns, rows }, now)

/** At the list. */
export const blank = (columns = 80, rows = 24, more: Partial<Options> = {}): Model => ({
  ...begun(columns, rows, more),
  screens: ["list"]
})

/** The models and tasks of several messages, one after the other. */
export const after = (
  model: Model,
  ...messages: ReadonlyArray<Msg>
): readonly [Model, ReadonlyArray<Task>] => {
  const tasks: Array<Task> = []
  let next = model
  for (const msg of messages) {
    const [stepped, asked] = update(next, msg, heights)
    next = stepped
    tasks.push(...asked)
  }
  return [next, tasks]
}

export const listedOf = (
  component: Component.Component,
  backups: ReadonlyArray<Backup.Backup>,
  at = now
): Msg => ({
  _tag: "Listed",
  component,
  answer: Result.succeed(backups),
  at
})

export const detailedOf = (
  of: Backup.Backup,
  inNoPart: BackupDetails.BackupDetails["inNoPart"] = null
): Msg => ({
  _tag: "Detailed",
  component: of.component,
  backupId: of.backupId,
  answer: Result.succeed({ ...detailsOf(of), inNoPart }),
  at: now
})

/** After the lists of both components came. */
export const withBackups = (model: Model, backups: ReadonlyArray<Backup.Backup>): Model =>
  after(
    model,
    { _tag: "Tick", now },
    ...model.options.components.map((c) =>
      listedOf(
        c,
        backups.filter((x) => x.component === c)
      )
    )
  )[0]

/** As typed: through the keymap. */
export const press = (
  model: Model,
  ...strokes: ReadonlyArray<string>
): readonly [Model, ReadonlyArray<Task>] => {
  const tasks: Array<Task> = []
  let next = model
  for (const stroke of strokes) {
    const msg = dispatch(next, stroke)
    if (msg === null) continue
    const [stepped, asked] = update(next, msg, heights)
    next = stepped
    tasks.push(...asked)
  }
  return [next, tasks]
}

export const both = (key: number | string, given: Given = {}): ReadonlyArray<Backup.Backup> => [
  backup("operate", key, given),
  backup("tasklist", key, given)
]

/** One of each kind: running, whole, failed, unfinished, of one component only, with the greatest id. */
export const zoo: ReadonlyArray<Backup.Backup> = [
  backup("operate", 1795651954, { parts: whole, hours: 0.02 }),
  backup("tasklist", 1795651954, { parts: ["SUCCESS", "IN_PROGRESS"], hours: 0.02, live: true }),
  ...both(1787450403, { hours: 24 }),
  ...both(1787364003, {
    hours: 48,
    parts: ["SUCCESS", "PARTIAL", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS"]
  }),
  ...both(1787277603, { hours: 72, parts: ["SUCCESS", "SUCCESS"] }),
  backup("operate", 1787191203, { hours: 96 }),
  ...both("9223372036854775807", { hours: 120, version: "8.6.11" })
]

export const installation: Installation.Installation = {
  cluster: "prod",
  elasticsearch: "8.19.21",
  health: "green",
  repository: { name: "camunda", type: "fs", location: "/backup", readonly: false },
  camundaVersion: "8.7.2",
  indexPrefixes: { operate: "operate", tasklist: "tasklist" },
  identity: null
}

export const zooModel = (columns = 80, rows = 24, more: Partial<Options> = {}): Model =>
  after(
    withBackups(blank(columns, rows, more), zoo),
    { _tag: "Installation", installation },
    ...zoo.map((x) => detailedOf(x))
  )[0]
