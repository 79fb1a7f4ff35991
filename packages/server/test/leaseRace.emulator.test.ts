/** Two processes take over from a departed one at the same moment, and one of them is not answered. */
import { BackupId, CamundaVersion, layerJournalElasticsearch, Lease, Settings } from "@camunda-backup/core"
import { Effect, ManagedRuntime, Option } from "effect"
import { expect, it, onTestFinished } from "vitest"
import { emulatorBackend } from "./harness/emulatorBackend.ts"

const scope = { repository: "r", component: "operate", deletionOf: null } as const
const subject = { id: "attempt", backupId: Option.getOrThrow(BackupId.parse("5")) }

it.each([
  ["stays without an answer, and another was faster", "loser"],
  ["is carried out, but not answered in time", "winner"]
] as const)("who takes over by a write that %s, is told the truth", async (_, who) => {
  const backend = await emulatorBackend()
  onTestFinished(backend.close)
  const process = () => {
    const settings = Settings.make({ camundaVersion: CamundaVersion.demo, requestTimeout: "300 millis" })
    const runtime = ManagedRuntime.make(layerJournalElasticsearch({ urls: [backend.url] }, settings))
    onTestFinished(() => runtime.dispose())
    return {
      takeOver: () => runtime.runPromise(Lease.use((lease) => lease.takeOver(scope, subject, 0))),
      leave: () =>
        runtime.runPromise(
          Effect.gen(function* () {
            const lease = yield* Lease
            const held = yield* lease.acquire(scope, subject)
            yield* lease.release(Option.getOrThrow(held), "handed over")
          })
        )
    }
  }
  await process().leave()
  const one = process()
  const other = process()
  const write = backend.emulator.faults.next({
    method: "PUT",
    path: /\/_doc\/lease/,
    hold: who === "winner" ? "after" : true
  })
  const taken = one.takeOver()
  await write.arrived
  const faster = who === "loser" && Option.isSome(await other.takeOver())
  expect([faster, Option.isSome(await taken)]).toEqual([who === "loser", who === "winner"])
  write.release()
  expect(Option.isSome(await other.takeOver())).toBe(false)
})
