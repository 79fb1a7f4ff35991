import type { CheckReport, Installation, ProblemDto } from "@camunda-backup/core"
import type { PageFacts } from "./PageFacts.ts"

/** What a person chooses of how often the page is loaded again, in seconds. */
export const refreshes = ["15", "60", "300"] as const

/** One of `refreshes`. */
export type Refresh = (typeof refreshes)[number]

/** What changes slowly, and costs a lot to look at. */
export interface Surroundings {
  readonly installation: Installation.Installation
  readonly report: CheckReport
}

/** Everything that one page is made of. */
export interface PageView {
  readonly now: number
  /** Of now or, where there is a problem or it takes long, of the last time that it could be read; `null`: never since the start. */
  readonly facts: PageFacts | null
  /** Why it could not be read now. */
  readonly problem: Pick<ProblemDto.Problem, "title" | "detail" | "hint"> | null
  /** It is still being read, and for how long already: not a failure. `null`: it was read. */
  readonly readingSince: number | null
  readonly surroundings: Surroundings | null
  readonly version: string
  /** On the emulator: nothing in it is a real backup. */
  readonly embedded: boolean
  /** `null`: it is loaded again when somebody does that. */
  readonly refresh: Refresh | null
}
