/**
 * The roles of `deploy/elasticsearch/roles` are the least ones. The law: with its role all of a task's work is let through; with any one thing of the role
 * taken away `check` names it, and either work of the role fails, or what is lost is only looked at.
 *
 * Over the emulator, which has its privileges from Elasticsearch's source: no secured server may be run here.
 */
import type { Finding } from "@camunda-backup/core"
import type { Role } from "@camunda-backup/testkit/emulator"
import { describe, expect, it } from "vitest"
import { create } from "./harness/http.ts"
import { lessThan, type RoleName, roleNames, roleOf } from "./harness/roles.ts"
import {
  check,
  completes,
  type Failed,
  operate,
  planOf,
  restore,
  takeFirst,
  view
} from "./harness/roleWork.ts"
import { type Secured, secured } from "./harness/secured.ts"

interface Work {
  /** Whether a backup is there before. */
  readonly after: boolean
  readonly do: (secured: Secured) => Promise<Failed>
  /** What is given together with the role. */
  readonly beside: Readonly<Record<string, Role>>
}

const works: Readonly<Record<RoleName, Work>> = {
  viewer: { after: true, do: view, beside: {} },
  operator: { after: false, do: operate, beside: {} },
  restorer: { after: true, do: restore, beside: {} },
  monitor: { after: false, do: operate, beside: { operator: roleOf("operator") } }
}

const begin = async (
  name: RoleName,
  role: Role,
  by: Parameters<typeof secured>[0] = "user"
): Promise<Secured> => {
  const world = await secured(by)
  const { after, beside } = works[name]
  if (after) await takeFirst(world)
  await world.become({ ...beside, [name]: role })
  return world
}

const journal = "camunda-backup-journal"

/** As in a cluster in which nothing was taken or restored yet. */
const withoutJournal = ({ backend }: Secured): void => {
  if (backend.emulator.indices.names().includes(journal)) backend.emulator.indices.delete(journal)
}

const everythingOfAnOperator = ["create", "cancel", "resume", "attempts", "delete", "create both"]

type Named = readonly [what: string, severity: Finding.Severity, words: RegExp]

/** What is taken away; the work that fails then; how `check` names it. */
const rows: Readonly<Record<RoleName, Readonly<Record<string, readonly [Failed, Named]>>>> = {
  viewer: {
    monitor_snapshot: [
      ["list", "get", "details"],
      ["privileges", "error", /cluster:admin\/snapshot\/get,/]
    ],
    [`read on ${journal}`]: [
      ["attempts", "restores"],
      ["privileges", "error", /indices:data\/read\/get on camunda-backup-journal/]
    ]
  },
  operator: {
    create_snapshot: [everythingOfAnOperator, ["privileges", "error", /cluster:admin\/snapshot\/create/]],
    "cluster:admin/snapshot/delete": [
      ["delete"],
      ["privileges", "warning", /cluster:admin\/snapshot\/delete/]
    ],
    "view_index_metadata on operate-*": [
      everythingOfAnOperator,
      ["privileges", "error", /indices:admin\/resolve\/index on operate-\*/]
    ],
    "everything on operate-*": [
      everythingOfAnOperator,
      ["privileges", "error", /indices:admin\/resolve\/index on operate-\*/]
    ],
    "everything on tasklist-*": [
      ["create both"],
      ["privileges", "error", /indices:admin\/resolve\/index on tasklist-\*/]
    ],
    [`create_index on ${journal}`]: [
      everythingOfAnOperator,
      ["privileges", "error", /indices:admin\/create on camunda-backup-journal/]
    ],
    // A journal of a newer version is not recognised then: see below.
    [`view_index_metadata on ${journal}`]: [
      [],
      ["privileges", "warning", /indices:admin\/get on camunda-backup-journal/]
    ],
    [`read on ${journal}`]: [
      everythingOfAnOperator,
      ["privileges", "error", /indices:data\/read\/search on camunda-backup-journal/]
    ],
    [`index on ${journal}`]: [
      everythingOfAnOperator,
      ["privileges", "error", /indices:data\/write\/index on camunda-backup-journal/]
    ],
    [`delete on ${journal}`]: [
      ["delete"],
      ["privileges", "warning", /indices:data\/write\/delete on camunda-backup-journal/]
    ]
  },
  restorer: {
    monitor: [
      ["drill", "restore"],
      ["restore-privileges", "warning", /cluster:monitor\/state/]
    ],
    monitor_snapshot: [
      ["drill", "restore"],
      ["restore-privileges", "warning", /cluster:admin\/snapshot\/get/]
    ],
    "cluster:admin/snapshot/restore": [
      ["drill", "restore"],
      ["restore-privileges", "skipped", /cluster:admin\/snapshot\/restore/]
    ],
    "view_index_metadata on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/get on operate-\*/]
    ],
    "monitor on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:monitor\/recovery on operate-\*/]
    ],
    "delete_index on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/delete on operate-\*/]
    ],
    "indices:admin/close on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/close on operate-\*/]
    ],
    "indices:admin/settings/update on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/settings\/update on operate-\*/]
    ],
    "everything on operate-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/delete on operate-\*/]
    ],
    // The work is of Operate.
    "everything on tasklist-*": [
      [],
      ["restore-privileges", "warning", /indices:admin\/delete on tasklist-\*/]
    ],
    "everything on drill-*": [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/delete on drill-\*/]
    ],
    [`create_index on ${journal}`]: [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/create on camunda-backup-journal/]
    ],
    [`view_index_metadata on ${journal}`]: [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:admin\/get on camunda-backup-journal/]
    ],
    [`read on ${journal}`]: [
      ["drill", "restore", "restores"],
      ["restore-privileges", "warning", /indices:data\/read\/get on camunda-backup-journal/]
    ],
    [`index on ${journal}`]: [
      ["drill", "restore"],
      ["restore-privileges", "warning", /indices:data\/write\/index on camunda-backup-journal/]
    ]
  },
  monitor: {
    monitor: [[], ["cluster-health", "skipped", /lacks cluster:monitor\/health/]],
    "cluster:admin/repository/verify": [
      [],
      ["repository-verification", "skipped", /lacks cluster:admin\/repository\/verify/]
    ],
    "monitor on operate-*": [[], ["privileges", "skipped", /indices:monitor\/stats on operate-\*/]],
    "everything on operate-*": [[], ["privileges", "skipped", /indices:monitor\/stats on operate-\*/]],
    "everything on tasklist-*": [[], ["privileges", "skipped", /indices:monitor\/stats on tasklist-\*/]]
  }
}

interface Snippet {
  readonly cluster?: ReadonlyArray<string>
  readonly indices?: ReadonlyArray<{
    readonly names: ReadonlyArray<string>
    readonly privileges: ReadonlyArray<string>
  }>
}

/** What `check` says to add to the role, as a role of its own. */
const added = (findings: ReadonlyArray<Finding.Finding>): Readonly<Record<string, Role>> =>
  Object.fromEntries(
    findings.flatMap(({ action }, at) => {
      const [, json] = /^Add to the role of camunda-backup: (\{.*\})\. /.exec(action ?? "") ?? []
      if (json === undefined) return []
      const { cluster = [], indices = [] } = JSON.parse(json) as Snippet
      return [[`added${at}`, { cluster, indices }] as const]
    })
  )

/** Every privilege that a check asks for. */
const questionOf = async (world: Secured): Promise<ReadonlySet<string>> => {
  const { requests } = world.backend.emulator
  requests.clear()
  await check(world)
  const [question] = requests.matching((x) => x.path === "/_security/user/_has_privileges")
  const { cluster, index } = JSON.parse(question?.body ?? "") as {
    readonly cluster: ReadonlyArray<string>
    readonly index: ReadonlyArray<{ readonly privileges: ReadonlyArray<string> }>
  }
  return new Set([...cluster, ...index.flatMap((x) => x.privileges)])
}

/** Whoever may write or delete documents may do this too. */
const partOfWrites = new Set(["indices:data/write/bulk[s]"])

describe.each(roleNames)("the role of the %s", (name) => {
  it.each(["user", "API key"] as const)("lets all of its work through, for a %s", async (by) => {
    const world = await begin(name, roleOf(name), by)
    expect(await works[name].do(world)).toEqual([])
    // What it was let through for is what a check asks for: nothing is needed that no check would name.
    const used = new Set([...world.backend.emulator.granted].map((x) => x.replace(/ on .*$/, "")))
    const asked = await questionOf(world)
    expect([...used].filter((x) => !asked.has(x) && !partOfWrites.has(x))).toEqual([])
  })

  it("is in the table, whatever is taken away", () => {
    expect([...lessThan(roleOf(name)).keys()].toSorted()).toEqual(Object.keys(rows[name]).toSorted())
  })

  it.each(Object.entries(rows[name]))("without %s", async (lacking, [failed, [what, severity, words]]) => {
    const role = lessThan(roleOf(name)).get(lacking) ?? roleOf(name)
    const world = await begin(name, role)
    if (lacking.startsWith("create_index")) withoutJournal(world)
    const findings = await check(world)
    expect(findings).toContainEqual(
      expect.objectContaining({ what, severity, symptom: expect.stringMatching(words) })
    )
    expect(await works[name].do(world)).toEqual(failed)
    // What is said to be added is enough: nothing is left of the errors and warnings then.
    if (severity === "skipped") return
    await world.become({ ...works[name].beside, [name]: role, ...added(findings) })
    const left = (await check(world)).filter((x) => x.what === what && x.severity === severity)
    expect(left).toEqual([])
  })
})

it("an operator may all that a viewer may", async () => {
  expect(await works.viewer.do(await begin("viewer", roleOf("operator")))).toEqual([])
})

describe("check, as an operator", () => {
  it("has nothing to say but that it cannot look", async () => {
    const world = await begin("operator", roleOf("operator"))
    const findings = (await check(world)).filter((x) => x.severity !== "ok")
    expect(findings.map((x) => [x.severity, x.what])).toEqual([
      ["skipped", "elasticsearch-version"],
      ["skipped", "cluster-health"],
      ["skipped", "disk"],
      ["skipped", "clock"],
      ["skipped", "repository-verification"],
      ["skipped", "cluster-blocks"],
      ["skipped", "shard-limit"],
      ["skipped", "journal-template"],
      ["skipped", "privileges"],
      ["skipped", "restore-privileges"],
      ["skipped", "index-health"],
      ["skipped", "index-health"]
    ])
  })

  it("looks at everything with the role to monitor, and says that this one does not restore", async () => {
    const world = await begin("monitor", roleOf("monitor"))
    const findings = (await check(world)).filter((x) => x.severity !== "ok")
    expect(findings.map((x) => [x.severity, x.what])).toEqual([["skipped", "restore-privileges"]])
  })

  it("has nothing to say with every role", async () => {
    const world = await secured()
    await world.become(Object.fromEntries(roleNames.map((name) => [name, roleOf(name)])))
    expect((await check(world)).filter((x) => x.severity !== "ok")).toEqual([])
  })

  it("asks one question for all privileges", async () => {
    const world = await begin("monitor", roleOf("monitor"))
    await check(world)
    const asked = world.backend.emulator.requests.matching((x) => x.path.startsWith("/_security/"))
    expect(asked.map((x) => `${x.method} ${x.path}`)).toEqual(["POST /_security/user/_has_privileges"])
  })

  it("does not take indices that it may not see for missing ones", async () => {
    const role = lessThan(roleOf("operator")).get("view_index_metadata on operate-*") ?? roleOf("operator")
    const world = await begin("operator", role)
    const findings = (await check(world)).filter((x) => x.what === "required-indices")
    expect(findings.map((x) => [x.severity, x.component, x.symptom])).toEqual(
      ["operate", "tasklist"].map((component) => [
        "skipped",
        component,
        `Cannot look: the role of camunda-backup lacks indices:admin/resolve/index on ${component}-*.`
      ])
    )
    const reply = await create(world.server().url, "/operate/actuator/backups", 1)
    expect(reply.text).toContain("camunda-backup check names a missing privilege")
  })
})

it("a restorer restores in a cluster without a journal, and makes it", async () => {
  const world = await begin("restorer", roleOf("restorer"))
  withoutJournal(world)
  expect(await works.restorer.do(world)).toEqual([])
})

it.each(["drill", "in-place"])(
  "the plan of a %s names create_index where the journal is still to be made, and not where it is there",
  async (target) => {
    const lacking = lessThan(roleOf("restorer")).get(`create_index on ${journal}`) ?? roleOf("restorer")
    const world = await begin("restorer", lacking)
    const blocked = async () =>
      (await planOf(world, { target }))?.findings.filter(
        (x) => x.severity === "error" && x.what === "restore-privileges"
      )
    expect(await blocked()).toEqual([])
    withoutJournal(world)
    expect(await blocked()).toMatchObject([
      {
        symptom: "Privileges are missing: indices:admin/create on camunda-backup-journal.",
        action: expect.stringContaining('"privileges":["create_index"]')
      }
    ])
    const names = world.backend.emulator.indices.names()
    expect(await works.restorer.do(world)).toEqual(["drill", "restore"])
    expect(world.backend.emulator.indices.names()).toEqual(names)
  }
)

it("templates are put back with manage_index_templates, and the plan names it where it is missing", async () => {
  const world = await secured()
  const template = "/_index_template/operate-mine"
  await world.ask("PUT", template, { index_patterns: ["operate-mine-*"] })
  await takeFirst(world)
  await world.ask("DELETE", template)
  const { cluster, indices } = roleOf("restorer")
  await world.become({ restorer: { cluster, indices } })
  const question = { target: "in-place", templates: "restore" }
  const plan = await planOf(world, question)
  expect(plan?.findings.filter((x) => x.severity === "error")).toMatchObject([
    {
      what: "restore-privileges",
      symptom: "Privileges are missing: indices:admin/index_template/put.",
      action: expect.stringContaining('{"cluster":["manage_index_templates"]}')
    }
  ])
  await world.become({ restorer: { cluster: [...cluster, "manage_index_templates"], indices } })
  expect(await completes(world, question)).toBe(true)
  expect(await world.ask("GET", template)).toMatchObject({ index_templates: [{ name: "operate-mine" }] })
})

it("a journal of a newer version is recognised with view_index_metadata on it, and not without", async () => {
  const lacking = lessThan(roleOf("operator")).get(`view_index_metadata on ${journal}`)
  const creates = async (role: Role | undefined) => {
    const world = await begin("operator", role ?? roleOf("viewer"))
    world.backend.emulator.indices.create(journal, {
      mappings: { _meta: { camunda_backup_journal: 99 }, dynamic: false }
    })
    return (await create(world.server().url, "/operate/actuator/backups", 1)).status
  }
  expect(await creates(roleOf("operator"))).toBe(500)
  expect(await creates(lacking)).toBe(200)
})

describe("what no role can do", () => {
  it("keep snapshots and restores to some indices: both take any name, without a privilege on it", async () => {
    const world = await begin("restorer", roleOf("restorer"))
    await world.become({ operator: roleOf("operator"), restorer: roleOf("restorer") })
    world.backend.emulator.indices.create("payroll")
    const snapshot = `/_snapshot/${world.repository}/foreign`
    await world.ask("PUT", `${snapshot}?wait_for_completion=true`, { indices: "payroll" })
    const renamed = { rename_pattern: "payroll", rename_replacement: "anything" }
    await world.ask("POST", `${snapshot}/_restore?wait_for_completion=true`, renamed)
    expect(world.backend.emulator.indices.names()).toContain("anything")
  })
})
