/**
 * Reads for the page. However many look, Elasticsearch is asked by one of them at a time and at most every two seconds, and once a minute for what changes
 * slowly. While it cannot be read, or takes longer than anybody waits, the page has what was read last.
 */
import { Check, InstallationFacts, type Services } from "@camunda-backup/core"
import { Clock, Effect, Result } from "effect"
import type { Runtime } from "../http/answer.ts"
import { problemOf } from "../http/apiProblem.ts"
import { remembered } from "../remembered.ts"
import type { Identity } from "../routes/actuator.ts"
import { pageText } from "./document.ts"
import type { PageFacts } from "./PageFacts.ts"
import type { PageView, Refresh, Surroundings } from "./PageView.ts"
import { readPage } from "./readPage.ts"

/** How long what was read is shown to who asks next, and how long somebody waits for a read. Milliseconds. */
export interface PageTimes {
  readonly facts: number
  readonly surroundings: number
  readonly within: number
}

/** A person waits for it, and then wants to know what is known. */
export const usual: PageTimes = { facts: 2000, surroundings: 60_000, within: 8000 }

/** The document. Never fails: what is wrong stands in it. */
export type StatusPage = (refresh: Refresh | null) => Promise<string>

const lookAround: Effect.Effect<Surroundings, never, Services> = Effect.gen(function* () {
  const { look: installation } = yield* InstallationFacts
  const { run: report } = yield* Check
  return yield* Effect.all({ installation, report }, { concurrency: "unbounded" })
})

/** For one application. */
export const statusPage = (
  runtime: Runtime,
  { embedded, version }: Identity,
  times: PageTimes = usual
): StatusPage => {
  const now = () => runtime.runPromise(Clock.currentTimeMillis)
  let known: PageFacts | null = null
  let around: Surroundings | null = null
  let begunAt = 0
  const facts = remembered(times.facts, async () => {
    begunAt = await now()
    const read = await runtime.runPromise(Effect.result(readPage()))
    if (Result.isSuccess(read)) known = read.success
    return read
  })
  const surroundings = remembered(times.surroundings, () => runtime.runPromise(lookAround))
  return async (refresh) => {
    const [read, seen] = await Promise.all([facts.within(times.within), surroundings.within(times.within)])
    const problem = read !== null && Result.isFailure(read) ? problemOf(read.failure) : null
    if (problem === null) around = seen ?? around
    // What was looked at in an outage tells of the outage, and not for a minute after it.
    else surroundings.forget()
    const view: PageView = {
      now: await now(),
      facts: known,
      problem,
      readingSince: read === null ? begunAt : null,
      surroundings: around,
      version,
      embedded,
      refresh
    }
    return pageText(view)
  }
}
