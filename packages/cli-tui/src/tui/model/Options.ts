/** The options of one run of the terminal UI: what does not change while it runs. */
import type { Component } from "@camunda-backup/core"

export type ThemeName = "dark" | "light" | "high-contrast" | "mono"

export interface Options {
  readonly components: ReadonlyArray<Component.Component>
  /** As it is shown, e.g. `http://127.0.0.1:9600`. */
  readonly server: string
  /** What the equivalent command line needs to reach the same server, e.g. ` --server http://operate:9600`; empty for the default. */
  readonly serverFlag: string
  /** The address of a backup; `null`: there is no server that has one. */
  readonly curl: ((component: Component.Component, id: string) => string) | null
  readonly refreshMillis: number
  /** How old the last good backup may be. */
  readonly objectiveMillis: number
  /** The list is read by pages, and the server tells what changes; otherwise it is read as a whole again and again. */
  readonly paged: boolean
  readonly theme: ThemeName
  readonly ascii: boolean
  readonly screenReader: boolean
  /** Who is written down as the one who asked. */
  readonly askedBy: string
  /** Nothing can be changed in this session. */
  readonly readOnly: boolean
}
