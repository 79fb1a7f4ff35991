/**
 * Reads for the page. However many look, Elasticsearch is asked by one of them at a time and at most every two seconds, and once a minute for what changes
 * slowly. While it cannot be read, the page has what was read last.
 */
import { BackupError, Check, InstallationFacts, Quantities, type Services } from "@camunda-backup/core"
import { Clock, Effect, Result } from "effect"
import type { Runtime } from "../http/answer.ts"
import { problemOf } from "../http/apiProblem.ts"
import type { Identity } from "../routes/actuator.ts"
import { pageText } from "./document.ts"
import { latest } from "./latest.ts"
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

const tooSlow = (millis: number) =>
  new BackupError.StoreUnavailable({
    operation: "reading the backups",
    reason: `They were not read within ${Quantities.exactDuration(millis)}.`,
    ambiguous: false
  })

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
  let known: PageFacts | null = null
  let around: Surroundings | null = null
  const facts = latest(times.facts, async () => {
    const read = await runtime.runPromise(Effect.result(readPage()))
    if (Result.isSuccess(read)) known = read.success
    return read
  })
  const surroundings = latest(times.surroundings, () => runtime.runPromise(lookAround))
  return async (refresh) => {
    const [found, seen] = await Promise.all([facts.within(times.within), surroundings.within(times.within)])
    const read = found ?? Result.fail(tooSlow(times.within))
    if (Result.isSuccess(read)) around = seen ?? around
    // What was looked at in an outage tells of the outage, and not for a minute after it.
    else surroundings.forget()
    const view: PageView = {
      now: await runtime.runPromise(Clock.currentTimeMillis),
      facts: known,
      problem: Result.isFailure(read) ? problemOf(read.failure) : null,
      surroundings: around,
      version,
      embedded,
      refresh
    }
    return pageText(view)
  }
}
