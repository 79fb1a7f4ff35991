/** All that the terminal UI knows, as plain values. Only `update` changes it, and only `view/frame.ts` draws it. */
import {
  type Attempt,
  type BackupDetails,
  type ClientError,
  type Component,
  Installation,
  type PlannedCreate,
  type RestoreId,
  type TransportError,
  type CheckReport
} from "@camunda-backup/core"
import type { Dialog } from "./Dialog.ts"
import { type Following, unfollowed } from "./Following.ts"
import type { Options } from "./Options.ts"
import { type Reading, unread } from "./Reading.ts"
import type { Restoring } from "./Restoring.ts"
import type { Row } from "./Row.ts"
import { type Schedules, unknownSchedules } from "./Schedules.ts"
import type { Verified } from "./Verified.ts"

export type Screen = "overview" | "list" | "detail" | "part" | "check" | "requests" | "schedules" | "help"

export type Tab = "parts" | "failures" | "attempts"
export const tabs: ReadonlyArray<Tab> = ["parts", "failures", "attempts"]

/** All that is known of one backup, as it was read last. */
export interface Facts {
  readonly details: BackupDetails.BackupDetails
  readonly at: number
}

/** A request to the server, for the screen of requests. */
export interface Request {
  readonly number: number
  /** Of the last one. */
  readonly at: number
  readonly what: string
  readonly isRepeatable: boolean
  /** How often it was sent and answered alike. */
  readonly times: number
  /** `null`: no answer yet. */
  readonly millis: number | null
  readonly status: number | null
  readonly size: string
  /** In words; of an HTTP request only what went wrong. */
  readonly answer: string
  readonly failed: boolean
}

export type Sort = "newest" | "oldest" | "state" | "size"
export const sorts: ReadonlyArray<Sort> = ["newest", "oldest", "state", "size"]

export interface Toast {
  readonly level: "ok" | "warn" | "bad"
  readonly text: string
  /** `null`: until another comes or it is dismissed. */
  readonly until: number | null
}

/** A place in something that is longer than the screen. */
export interface Scroll {
  readonly index: number
  readonly top: number
}

export type Doing = "delete" | "cancel" | "resume"

export interface Refresh {
  /** When the list is read again. */
  readonly nextAt: number
  /** Components whose list was requested and has not arrived. */
  readonly waiting: ReadonlySet<Component.Component>
  readonly askedAt: number
  readonly lastMillis: number
  /** Consecutive refreshes in which at least one read failed. */
  readonly failures: number
  readonly failingSince: number | null
  readonly paused: boolean
  readonly everyMillis: number
}

export interface Model {
  readonly options: Options
  readonly size: { readonly columns: number; readonly rows: number }
  readonly now: number
  readonly readings: ReadonlyMap<Component.Component, Reading>
  readonly refresh: Refresh
  readonly following: Following
  /** Of all readings, newest first. */
  readonly rows: ReadonlyArray<Row>
  /** Filtered and sorted. */
  readonly visible: ReadonlyArray<Row>
  /** `want`: where the cursor goes once that backup is in the list. */
  readonly list: Scroll & { readonly key: string | null; readonly want: string | null }
  readonly marks: ReadonlySet<string>
  readonly filter: string
  readonly sort: Sort
  /** What was looked for last, in a list or in text. */
  readonly search: string
  /** Signs in place of words, so that more columns have room. */
  readonly wide: boolean
  readonly problemsOnly: boolean
  /** By `component/id`. */
  readonly facts: ReadonlyMap<string, Facts>
  readonly asking: ReadonlySet<string>
  /** Why what only our server offers is not available here. */
  readonly notOffered: string | null
  /** The same of restores and drills. */
  readonly restoresNotOffered: string | null
  readonly verified: Verified
  readonly schedules: Schedules
  readonly restoring: ReadonlyMap<RestoreId.RestoreId, Restoring>
  /** The last is shown. */
  readonly screens: readonly [Screen, ...ReadonlyArray<Screen>]
  readonly detail: Scroll & { readonly key: string | null; readonly tab: Tab }
  readonly attempts: ReadonlyMap<string, ReadonlyArray<Attempt.Attempt> | ClientError>
  readonly detailErrors: ReadonlyMap<string, ClientError>
  /** The server's last plan for a new backup; `null`: not requested yet, or the server makes none. */
  readonly planned: {
    readonly key: string
    readonly plans: ReadonlyArray<PlannedCreate<TransportError.TransportError>>
  } | null
  /** Which installation it is; what is not known is `null`. */
  readonly installation: Installation.Installation
  readonly check: { readonly report: CheckReport | null; readonly running: boolean }
  /** How far the screens of text are scrolled. */
  readonly scroll: number
  /** The line to which a search went; `null`: none since the screen was opened. */
  readonly match: number | null
  readonly requests: ReadonlyArray<Request>
  /** What is being typed, for the filter, a search or the palette. */
  readonly input: {
    readonly kind: "filter" | "search" | "palette"
    readonly text: string
    readonly index: number
  } | null
  readonly dialog: Dialog | null
  readonly toast: Toast | null
  /** What was requested and has not been answered, by `component/id`. */
  readonly doing: ReadonlyMap<string, Doing | "drill" | "restore">
}

export const init = (options: Options, size: Model["size"], now: number): Model => ({
  options,
  size,
  now,
  readings: new Map(options.components.map((x) => [x, unread])),
  refresh: {
    nextAt: now,
    waiting: new Set(),
    askedAt: now,
    lastMillis: 0,
    failures: 0,
    failingSince: null,
    paused: false,
    everyMillis: options.refreshMillis
  },
  following: unfollowed(now),
  rows: [],
  visible: [],
  list: { key: null, want: null, index: 0, top: 0 },
  marks: new Set(),
  filter: "",
  sort: "newest",
  search: "",
  wide: false,
  problemsOnly: false,
  facts: new Map(),
  asking: new Set(),
  notOffered: null,
  restoresNotOffered: null,
  restoring: new Map(),
  verified: { of: new Map(), waiting: new Set(), nextAt: now },
  schedules: unknownSchedules,
  screens: ["overview"],
  detail: { key: null, tab: "parts", index: 0, top: 0 },
  attempts: new Map(),
  detailErrors: new Map(),
  planned: null,
  installation: Installation.unknown,
  check: { report: null, running: false },
  scroll: 0,
  match: null,
  requests: [],
  input: null,
  dialog: null,
  toast: null,
  doing: new Map()
})

export const factsKey = (component: Component.Component, key: string): string => `${component}/${key}`

export const screenOf = (model: Model): Screen => model.screens.at(-1) ?? "list"

export const isReadOnce = (model: Model): boolean => [...model.readings.values()].some((x) => x.at !== null)

/** The oldest data on the screen; `null` before any came. */
export const dataAt = (model: Model): number | null => {
  const times = [...model.readings.values()].flatMap((x) => x.at ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
