/** Restores in place that did not end well, on the status page: which indices are not there again, and what to type. */
import { expect, it, onTestFinished } from "vitest"
import { statusPage } from "../src/page/StatusPage.ts"
import { emulatorBackend } from "./harness/emulatorBackend.ts"
import { send } from "./harness/http.ts"
import { until } from "./harness/until.ts"
import { restoreScene } from "./suites/restoreScene.ts"

const identity = { version: "1.2.3", embedded: false, component: "operate" } as const

const begin = async () => {
  const backend = await emulatorBackend()
  const scene = await restoreScene(backend)
  onTestFinished(async () => {
    await scene.server.close()
    await backend.close()
  })
  await scene.backUp()
  /** As a person reads it, of an application that remembers nothing. */
  const look = async (): Promise<string> => {
    const page = statusPage(scene.server.runtime, identity, { facts: 0, surroundings: 0, within: 8000 })
    return (await page(null))
      .replace(/<style>[\s\S]*<\/style>/, "")
      .replaceAll(/<[^>]*>/g, " ")
      .replaceAll(/\s+/g, " ")
  }
  /** What needs attention. */
  const attention = async (): Promise<string> =>
    /What needs attention (.*?) (?:Components|Running|Backups)/.exec(await look())?.[1] ?? ""
  const idOf = (text: string): string => (JSON.parse(text) as { readonly id: string }).id
  return { ...scene, attention, idOf }
}

it("names the indices that are not there again, and the command, until a later restore ends well", async () => {
  const scene = await begin()
  const { attention, backend, idOf, prefix, server } = scene
  expect(await attention()).not.toContain("in place")
  // Elasticsearch refuses the last part, after everything was deleted.
  const error = { type: "illegal_argument_exception", reason: "no room" }
  backend.emulator.faults.next({
    method: "POST",
    path: /part_6_of_6\/_restore/,
    // That of the drill.
    skip: 1,
    respond: { status: 400, body: { error, status: 400 } }
  })
  const started = await scene.start()
  const id = idOf(started.text)
  expect((await scene.ended(id)).how).toBe("Refused")
  const text = await attention()
  expect(text).toContain(`The restore of operate 1 in place did not complete: REFUSED.`)
  expect(text).toContain("no room")
  expect(text).toMatch(new RegExp(`\\d+ (index|indices) of its plan (is|are) not there again: ${prefix}-`))
  expect(text).toContain(`camunda-backup restore resume ${id}`)
  // The check knows of it too, and does not say it a second time.
  expect(text).not.toContain("unfinished-restore")

  const resumed = await send(server.url, "POST", `/api/v1/restores/${id}/resume`)
  expect(resumed.status).toBeLessThan(300)
  await until(
    () => send(server.url, "GET", `/api/v1/restores`),
    (x) => x.text.includes('"Completed"')
  )
  expect(await attention()).not.toContain("in place")
})

it("says of one that was refused before it deleted anything that it did not, and nothing of one that somebody stopped then", async () => {
  const scene = await begin()
  const { attention, backend, idOf, server } = scene
  const post = (path: string) => send(server.url, "POST", path)
  const held = backend.emulator.faults.next({ method: "POST", path: /part_1_of_6\/_restore/, hold: true })
  const stopped = idOf((await scene.start()).text)
  await held.arrived
  expect((await post(`/api/v1/restores/${stopped}/cancel`)).status).toBeLessThan(300)
  held.release()
  expect((await scene.ended(stopped)).how).toBe("Stopped")
  expect(await attention()).not.toContain("in place")

  const error = { type: "illegal_argument_exception", reason: "no room" }
  backend.emulator.faults.next({
    method: "POST",
    path: /part_1_of_6\/_restore/,
    respond: { status: 400, body: { error, status: 400 } }
  })
  const refused = idOf((await scene.start()).text)
  expect((await scene.ended(refused)).how).toBe("Refused")
  const text = await attention()
  expect(text).toContain("It deleted nothing.")
  expect(text).toContain(`camunda-backup restore resume ${refused}`)
})
