/** Who may do what: the table of routes against the description, what each role may, and what the file and its mistakes do. */
import { Component, Identity as Known } from "@camunda-backup/core"
import { Result } from "effect"
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { describe, expect, it, onTestFinished, vi } from "vitest"
import { hashOf, newToken, readAccess } from "../src/access/accessFile.ts"
import { ofFile } from "../src/access/AccessPolicy.ts"
import { decideAccess } from "../src/access/decideAccess.ts"
import { type Identity, roles } from "../src/access/Identity.ts"
import { isLoopback } from "../src/access/isLoopback.ts"
import { makeToken } from "../src/access/makeToken.ts"
import { componentOf, rows, ruleOf } from "../src/access/routeRules.ts"
import { description } from "../src/openapi/description.ts"

const described = Object.entries(
  (JSON.parse(description("0")) as { readonly paths: Readonly<Record<string, object>> }).paths
).flatMap(([route, operations]) =>
  Object.keys(operations).map((method) => `${method.toUpperCase()} ${route.replaceAll(/\{(\w+)\}/g, ":$1")}`)
)

const names = rows.map((x) => `${x.method} ${x.path}`)

const identity = (role: Identity["role"], components: Identity["components"] = null): Identity => ({
  name: role,
  role,
  components
})

const decided = (method: string, route: string, who: Identity | null) =>
  decideAccess(ruleOf(method, route), route, "operate", who)._tag

/** A path of the route. */
const pathOf = (route: string): string => route.replace(":component", "tasklist").replaceAll(/:\w+/g, "7")

describe("the table of routes", () => {
  it("has every route of the description, and the description itself", () => {
    expect(new Set(names)).toEqual(new Set([...described, "GET /openapi.json"]))
  })

  it.each(rows.map((x) => [`${x.method} ${x.path}`, x] as const))(
    "%s is closed to who has less",
    (_, row) => {
      const route = pathOf(row.path)
      expect(decided(row.method, route, null)).toBe(row.needs === "anybody" ? "Allowed" : "Unauthenticated")
      const least = row.needs === "anybody" ? 0 : roles.indexOf(row.needs)
      expect(roles.map((role) => decided(row.method, route, identity(role)))).toEqual(
        roles.map((_role, i) => (i >= least ? "Allowed" : "Forbidden"))
      )
    }
  )

  it.each([
    ["create", "POST", "/api/v1/backups"],
    ["cancel", "POST", "/api/v1/backups/operate/7/cancel"],
    ["resume", "POST", "/api/v1/backups/operate/7/resume"],
    ["drill", "POST", "/api/v1/restores"],
    ["delete", "DELETE", "/api/v1/backups/operate/7"],
    ["cancelRestore", "POST", "/api/v1/restores/7/cancel"],
    ["resumeRestore", "POST", "/api/v1/restores/7/resume"],
    ["pauseSchedule", "POST", "/api/v1/schedules/backup/pause"],
    ["resumeSchedule", "POST", "/api/v1/schedules/backup/resume"]
  ] as const)("%s takes the role that front ends say it takes", (act, method, route) => {
    expect(ruleOf(method, route).needs).toBe(Known.needed[act])
  })

  it("is for admins where nobody thought of a route", () => {
    expect(decided("POST", "/api/v1/new", identity("operator"))).toBe("Forbidden")
    expect(decided("POST", "/api/v1/new", identity("admin"))).toBe("Allowed")
    expect(decided("PUT", "/api/v1/backups", null)).toBe("Unauthenticated")
    expect(decided("HEAD", "/api/v1/backups", identity("viewer"))).toBe("Allowed")
  })

  it("lets nobody change another component than their own, and everybody see all", () => {
    const only = identity("admin", ["tasklist"])
    expect(decided("DELETE", "/api/v1/backups/tasklist/7", only)).toBe("Allowed")
    expect(decided("DELETE", "/api/v1/backups/operate/7", only)).toBe("Forbidden")
    expect(decided("DELETE", "/tasklist/actuator/backups/7", only)).toBe("Allowed")
    expect(decided("DELETE", "/actuator/backups/7", only)).toBe("Forbidden")
    expect(decided("POST", "/api/v1/schedules/backup/pause", only)).toBe("Forbidden")
    expect(decided("GET", "/api/v1/backups/operate/7", only)).toBe("Allowed")
    expect(Component.all.map((x) => componentOf(`/${x}/actuator/backups`, "operate"))).toEqual(Component.all)
  })
})

const folder = () => {
  const made = mkdtempSync(path.join(tmpdir(), "access-"))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return path.join(made, "access.yaml")
}

const noProvider = (): never => {
  throw new Error("there is no provider")
}

const entry = (name: string, role: string, token: string): string =>
  `  - name: ${name}\n    role: ${role}\n    sha256: ${hashOf(token)}\n`

describe("the access file", () => {
  it("takes what `token` prints", () => {
    const printed = Result.getOrThrow(makeToken(["ci"], { role: "operator", component: "operate" }))
    const [token = ""] = printed.split("\n")
    const lines = printed.split("\n").filter((x) => x.startsWith("  "))
    const {
      tokens: [found]
    } = Result.getOrThrow(readAccess(`tokens:\n${lines.join("\n")}`))
    expect(found).toEqual({
      identity: { name: "ci", role: "operator", components: ["operate"] },
      sha256: Buffer.from(hashOf(token), "hex")
    })
    expect(token).toMatch(/^cbk_[\w-]{43}$/)
    expect(newToken()).not.toBe(newToken())
  })

  it.each([
    ["tokens: [", "it is not YAML"],
    ["tokens: {}", "tokens"],
    [`tokens:\n${entry("a", "root", "x")}`, "viewer"],
    [`tokens:\n${entry("a", "admin", "x")}    component: operate\n`, "component"],
    [`tokens:\n${entry("a", "admin", "x")}${entry("a", "viewer", "y")}`, "a is there twice"],
    ["tokens:\n  - name: a\n    role: admin\n    sha256: secret\n", "sha256"]
  ])("refuses %j", (text, said) => {
    const read = readAccess(text)
    expect(Result.isFailure(read) ? read.failure : "").toContain(said)
  })

  it.each([
    [["a b"], {}],
    [[], {}],
    [["a"], { role: "root" }],
    [["a"], { component: "zeebe" }]
  ])("makes no token of %j %j", (words, flags) => {
    expect(Result.isFailure(makeToken(words, flags))).toBe(true)
  })

  it("is read again when it changes; a broken one changes nothing but what is told", async () => {
    const clock = vi.spyOn(performance, "now")
    onTestFinished(() => clock.mockRestore())
    let now = 0
    clock.mockImplementation(() => now)
    const file = folder()
    const told: Array<string | null> = []
    const write = (text: string): void => {
      now += 2000
      writeFileSync(file, text)
      utimesSync(file, now, now)
    }
    write(`tokens:\n${entry("old", "viewer", "one")}`)
    const policy = Result.getOrThrow(ofFile(file, (x) => told.push(x), noProvider))
    const by = async (authorization: string | undefined) =>
      (await policy.identify({ authorization, commonName: null }))?.name ?? null
    const who = (token: string) => by(`Bearer ${token}`)
    const basic = (text: string) => by(`Basic ${Buffer.from(text).toString("base64")}`)
    expect(await Promise.all([who("one"), who("two"), by("Digest one"), by(undefined)])).toEqual([
      "old",
      null,
      null,
      null
    ])
    expect(
      await Promise.all(["old:one", "new:one", ":one", "one", "old:", "old:two", "old:one:"].map(basic))
    ).toEqual(["old", null, null, null, null, null, null])
    write(`tokens:\n${entry("old", "viewer", "one")}${entry("new", "admin", "two")}`)
    expect([await who("one"), await who("two"), told]).toEqual(["old", "new", [null]])
    write("tokens: [")
    expect([await who("one"), await who("two")]).toEqual(["old", "new"])
    expect(told[1]).toBe("it is not YAML")
    write(`tokens:\n${entry("new", "admin", "two")}`)
    expect([await who("one"), await who("two")]).toEqual([null, "new"])
    now += 2000
    rmSync(file)
    expect(await who("two")).toBe("new")
    writeFileSync(file, "")
  })

  it("has to be there at the start", () => {
    expect(Result.isFailure(ofFile(folder().replace(".yaml", ".none"), () => {}, noProvider))).toBe(true)
  })
})

it.each([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["::1", true],
  ["localhost", true],
  ["0.0.0.0", false],
  ["::", false],
  ["10.0.0.1", false],
  ["backup.example.org", false]
])("%s is loopback: %s", (host, is) => {
  expect(isLoopback(host)).toBe(is)
})
