/**
 * What each request to the server costs Elasticsearch: which requests, how many, in which order. Those of one inner list go out at once.
 *
 * A round trip more is what a person who polls once a second pays for; this table makes it a decision.
 */
import { afterAll, beforeAll, expect, it } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./harness/emulatorBackend.ts"
import { create, json, send } from "./harness/http.ts"
import { startServer, type TestServer } from "./harness/server.ts"
import { isState, until } from "./harness/until.ts"

type Rounds = ReadonlyArray<ReadonlyArray<string>>

const path = "/operate/actuator/backups"
const repository = "r"

let backend: EmulatorBackend
let server: TestServer
const warnings: Array<string> = []
const warn = (warning: Error) => void warnings.push(warning.name)

beforeAll(async () => {
  process.on("warning", warn)
  backend = await emulatorBackend()
  backend.emulator.repositories.put(repository)
  // Who looks after abandoned work does so once in this time.
  server = await startServer(backend.url, { repository, leaseTtl: "1 hour" })
  await create(server.url, path, 1)
  await completed(1)
  await create(server.url, path, 2)
  await completed(2)
  // COMPLETED is said before the lease is given back: the second backup gives back the fourth and last write of it.
  await until(
    () => send(server.url, "GET", "/actuator/health/liveness"),
    () => leaseWrites() >= 4
  )
})
afterAll(async () => {
  process.off("warning", warn)
  await server.close()
  await backend.close()
})

/** A backup takes the lease and gives it back. */
const leaseWrites = (): number =>
  backend.emulator.requests.all.filter((x) => nameOf(`${x.method} ${x.path}`) === "PUT lease").length

const completed = (id: number) => until(() => send(server.url, "GET", `${path}/${id}`), isState("COMPLETED"))

/** Short names for what is asked, so that a row can be read. */
const names: ReadonlyArray<readonly [RegExp, string]> = [
  [/^GET \/_snapshot\/r$/, "repository"],
  [/^GET \/_snapshot\/\*$/, "repositories"],
  [/^GET \/_snapshot\/r\/_current$/, "running snapshots"],
  [/^GET \/_snapshot\/r\/camunda_\w+?_[0-9]+_\*$/, "snapshots of the id"],
  [/^GET \/_snapshot\/r\/camunda_(\w+)_\*$/, "snapshots of $1"],
  [/^PUT \/_snapshot\/r\/.*_part_(.)_of_6$/, "take part $1"],
  [/^DELETE \/_snapshot\/r\/.*$/, "delete snapshots"],
  [/^GET \/_resolve\/index\/.*$/, "indices"],
  [/^GET \/operate-[^/]*\/_settings$/, "settings"],
  [/^GET \/operate-[^/]*\/_stats\/docs,store$/, "counts"],
  [/^GET \/operate-[^/]*$/, "shapes"],
  [/^GET \/_index_template$/, "templates"],
  [/^GET \/_nodes\/_local$/, "version"],
  [/^(\w+) \/camunda-backup-journal\/_doc\/(entry|lease|deletion-lease|manifest|verifications):.*$/, "$1 $2"],
  [/^POST \/camunda-backup-journal\/_search$/, "search the journal"],
  [/^GET \/camunda-backup-journal$/, "journal index"]
]

const nameOf = (request: string): string => {
  const [found, name] = names.find(([pattern]) => pattern.test(request)) ?? [/^.*$/, "$&"]
  return request.replace(found, name)
}

const askedBy = async (act: () => Promise<unknown>): Promise<ReadonlyArray<string>> => {
  backend.emulator.requests.clear()
  await act()
  return backend.emulator.requests.all.map((x) => nameOf(`${x.method} ${x.path}`))
}

const inRounds = (asked: ReadonlyArray<string>, rounds: Rounds): Rounds => {
  let at = 0
  const found = rounds.map((round) => asked.slice(at, (at += round.length)).toSorted())
  return at < asked.length ? [...found, asked.slice(at)] : found
}

const get = (on: string) => () => send(server.url, "GET", on)

const post = (to: string) => () => send(server.url, "POST", to, { headers: json, body: "{}" })

/** A finished backup: one round trip to Elasticsearch. */
const oneBackup = [["GET entry", "snapshots of the id"]]

/** The same, with what drills found. */
const withDrills = ["GET verifications", ...oneBackup.flat()]

/** A list in which nothing has happened since the last one: one round trip. The entry is of the backup that the lease was held for last. */
const oneList = ["GET lease", "search the journal", "GET entry", "snapshots of operate"]

/** No lease was ever held, so there is no entry to look at. */
const nothingYet = ["GET lease", "search the journal", "snapshots of tasklist"]

const twice = (rounds: Rounds): ReadonlyArray<string> => [...rounds.flat(), ...rounds.flat()]

const rows: ReadonlyArray<readonly [string, () => Promise<unknown>, Rounds]> = [
  ["GET one backup that is COMPLETED", get(`${path}/1`), oneBackup],
  ["GET one that does not exist", get(`${path}/77`), oneBackup],
  ["GET the list, the first time", get(path), [["GET lease"], oneList, twice(oneBackup)]],
  ["GET the list again", get(path), [oneList]],
  ["GET the list with verbose=false", get(`${path}?verbose=false`), [oneList]],
  ["GET details, the first time", get("/api/v1/backups/operate/1"), [withDrills, ["snapshots of the id"]]],
  ["GET details again", get("/api/v1/backups/operate/1"), [withDrills]],
  ["GET attempts", get("/api/v1/backups/operate/1/attempts"), [["GET entry"]]],
  [
    "GET a page of one component",
    get("/api/v1/backups?component=operate"),
    [["GET verifications", ...oneList]]
  ],
  [
    "GET the list of a component without backups",
    get("/tasklist/actuator/backups"),
    [["GET lease"], nothingYet]
  ],
  [
    "GET the page of all components",
    get("/api/v1/backups"),
    [["GET verifications", "GET verifications", ...oneList, ...nothingYet]]
  ],
  [
    "GET a plan",
    get("/api/v1/plan?component=operate&backupId=9"),
    [["repository", "snapshots of the id", "running snapshots", "GET entry", "GET lease", "indices"]]
  ],
  [
    "GET which installation it is",
    get("/api/v1/installation"),
    [["version", "GET /_cluster/health", "repository"]]
  ],
  [
    "GET the check of everything, in whatever order",
    get("/api/v1/check"),
    [
      [
        "repositories",
        "version",
        "GET /_cluster/health",
        "GET /_cat/allocation",
        "GET /_cat/health",
        "repository",
        "journal index",
        "GET /operate-*,tasklist-*/_settings/index.blocks.*",
        "POST /_security/user/_has_privileges",
        "POST /_snapshot/r/_verify",
        "indices",
        "GET /_cluster/settings",
        "GET /_cluster/health/operate-*",
        "indices",
        "search the journal",
        "search the journal",
        "GET lease",
        "running snapshots",
        "repository",
        "snapshots of the id",
        "running snapshots",
        "indices",
        "GET entry",
        "GET /_cluster/health/tasklist-*",
        "indices",
        "GET lease",
        "GET lease",
        "running snapshots",
        "indices",
        "repository",
        "snapshots of the id",
        "running snapshots",
        "GET /_snapshot/r/*",
        "GET entry",
        "repository",
        "GET lease",
        "indices"
      ]
    ]
  ],
  ["GET what there is", get("/actuator"), []],
  ["GET info", get("/actuator/info"), []],
  ["GET the description", get("/openapi.json"), []],
  ["POST cancel of one that is COMPLETED", post("/api/v1/backups/operate/1/cancel"), [["GET entry"]]],
  [
    "POST resume of one that is COMPLETED",
    post("/api/v1/backups/operate/1/resume"),
    [["repository", "GET entry", "snapshots of the id"], ["running snapshots"], ["indices"]]
  ],
  ["GET health", get("/actuator/health"), [["journal index", "repositories"]]],
  ["GET readiness", get("/actuator/health/readiness"), [["repositories"]]],
  ["GET liveness", get("/actuator/health/liveness"), []],
  [
    "DELETE one that does not exist",
    () => send(server.url, "DELETE", `${path}/77`),
    [[...oneBackup.flat(), "repository"]]
  ],
  [
    "POST a backup, until it is COMPLETED and the lease given back",
    async () => {
      await send(server.url, "POST", path, { headers: json, body: '{"backupId":3}' })
      const released = () =>
        backend.emulator.requests.matching((x) => x.method === "PUT" && x.body.includes('"finished"'))
      await expect.poll(released).toHaveLength(1)
    },
    [
      ["GET entry", "indices", "repository", "running snapshots", "snapshots of the id"],
      ["PUT lease"],
      ["PUT entry"],
      // What the manifest needs: before the first part, and then beside the next one.
      ["version", "shapes", "templates", "settings", "counts"],
      ["take part 1"],
      ["take part 2", "indices", "settings", "counts"],
      ["take part 3", "settings", "counts"],
      ["take part 4", "indices", "settings", "counts"],
      ["take part 5", "settings", "counts"],
      ["take part 6", "settings", "counts"],
      ["shapes", "settings", "counts"],
      ["GET manifest"],
      ["PUT manifest"],
      ["PUT entry"],
      ["PUT lease"]
    ]
  ],
  ["GET the list after another backup", get(path), [oneList, ...oneBackup]],
  ["GET the list after it again", get(path), [oneList]],
  [
    "DELETE a backup",
    () => send(server.url, "DELETE", `${path}/3`),
    [
      [...oneBackup.flat(), "repository"],
      ["PUT entry"],
      ["GET entry"],
      ["GET deletion-lease"],
      ["PUT deletion-lease"],
      ["GET entry"],
      ["snapshots of the id"],
      // Whether it is being restored.
      ["search the journal"],
      ["delete snapshots"],
      ["GET entry"],
      ["snapshots of the id"],
      ["PUT entry"],
      ["GET deletion-lease"],
      ["DELETE deletion-lease"],
      ["snapshots of the id"]
    ]
  ],
  ["GET the list after the delete", get(path), [oneList]]
]

it.each(rows)("%s", async (_what, act, rounds) => {
  const asked = await askedBy(act)
  expect(inRounds(asked, rounds)).toEqual(rounds.map((x) => x.toSorted()))
})

it("leaves no warning of Node's, as one about listeners", () => {
  expect(warnings).toEqual([])
})
