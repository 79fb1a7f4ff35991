/** The emulator is loaded by who asks for `--embedded`, and by nobody else. */
import { watchBuiltServer } from "@camunda-backup/testkit/processes"
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it, onTestFinished } from "vitest"

const entry = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url))

/** Runs before the server's first file, and says of each file that is loaded where it is. */
const trace = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module"
  import { writeSync } from "node:fs"
  registerHooks({ load: (url, context, next) => {
    if (url.startsWith("file:")) writeSync(2, "loaded " + url + "\\n")
    return next(url, context)
  } })
`)}`

/** The folder that the emulator has in the place of one on a disk; no other file says it. */
const isOfEmulator = (url: string): boolean =>
  url.includes("/testkit/") || readFileSync(fileURLToPath(url), "utf8").includes("/emulator/repo")

const loadedBy = async (args: ReadonlyArray<string>, variables: Readonly<Record<string, string>>) => {
  const environment = { NODE_OPTIONS: `--import=${trace}`, ...variables }
  const server = await watchBuiltServer({ entry, args, environment })
  onTestFinished(async () => void (await server.end("SIGKILL")))
  expect(server.url, server.written()).not.toBeNull()
  const health = await fetch(`${server.url}/actuator/health`)
  const loaded = [...server.written().matchAll(/^loaded (file:.*)$/gm)].map(([, url]) => url ?? "")
  return { health: health.status, loaded, ofEmulator: loaded.filter(isOfEmulator) }
}

it("is not loaded by a server that has an Elasticsearch", async () => {
  const elasticsearch = await startEmulator()
  onTestFinished(elasticsearch.close)
  elasticsearch.repositories.put("camunda")
  const variables = {
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: elasticsearch.url,
    CAMUNDA_BACKUP_REPOSITORY: "camunda"
  }
  const { health, loaded, ofEmulator } = await loadedBy([], variables)
  expect(health).toBe(200)
  expect(loaded.length).toBeGreaterThan(1)
  expect(ofEmulator).toEqual([])
})

it("is loaded for --embedded: the trace sees it", async () => {
  const { health, ofEmulator } = await loadedBy(["--embedded"], {})
  expect(health).toBe(200)
  expect(ofEmulator).not.toEqual([])
})
