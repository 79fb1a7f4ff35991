/** What a confirmation says: what will be done, in plain words and exact names. */

/** One line of the list of names. */
export interface Named {
  readonly name: string
  /** A word next to it: its state, or that the name is expected. */
  readonly note: string
}

/** `isBad`: something would be lost or refused. */
export interface Guard {
  readonly text: string
  readonly isBad: boolean
}

export const alarm = (text: string): Guard => ({ text, isBad: true })
export const fact = (text: string): Guard => ({ text, isBad: false })

export interface Wording {
  readonly title: string
  /** What the button says. */
  readonly button: string
  /** What protects data: on the screen whatever its size, before anything else. */
  readonly guards: ReadonlyArray<Guard>
  readonly about: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<string>
  /** The heading of the list of names. */
  readonly heading: string
  readonly snapshots: ReadonlyArray<Named>
  /** What must be typed before the button works; `null`: nothing. */
  readonly required: string | null
  /** Why it cannot be confirmed yet, for facts that are still to be read; absent or `null`: it can. */
  readonly unready?: string | null
}

/** What a backup of these components does not cover. */
export const coverage =
  "Operate and Tasklist only: to restore a cluster you also need the Zeebe and Optimize backups with the same id."

/** `operate and tasklist` */
export const conjoined = (names: ReadonlyArray<string>): string => names.join(" and ")
