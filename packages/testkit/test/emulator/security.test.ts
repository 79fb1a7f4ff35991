/** A secured emulator: who asks, what they may do, and what they are told. Texts as in Elasticsearch's source; no secured server may be run here. */
import { describe, expect, it } from "vitest"
import { routes } from "../../src/emulator/routes.ts"
import { tabled } from "../../src/emulator/security/actions.ts"
import type { Role, Security } from "../../src/emulator/security/Security.ts"
import { securityRoutes } from "../../src/emulator/security/securityRoutes.ts"
import { testEmulator } from "./testEmulator.ts"

const role = (
  cluster: readonly string[],
  indices: Readonly<Record<string, readonly string[]>> = {}
): Role => ({
  cluster,
  indices: Object.entries(indices).map(([name, privileges]) => ({ names: [name], privileges }))
})

const security = (roles: Readonly<Record<string, Role>>): Security => ({
  roles,
  users: { bob: { password: "secret", roles: [...Object.keys(roles), "gone"] } },
  apiKeys: { k1: { key: "k3y", owner: "bob", role: role(["monitor"]) } }
})

const encoded = (text: string) => Buffer.from(text).toString("base64")

const basic = (text: string) => ({ authorization: `Basic ${encoded(text)}` })

const bob = basic("bob:secret")

const secured = async (mine: Role) => {
  const emulator = await testEmulator({ security: security({ mine }) })
  return {
    ...emulator,
    ask: (method: string, path: string, body?: unknown) => emulator.call(method, path, body, bob)
  }
}

const reasonOf = ({ json }: { readonly json: unknown }) =>
  (json as { readonly error: { readonly reason: string } }).error.reason

describe("who asks", () => {
  const challenges = ['Basic realm="security", charset="UTF-8"', "ApiKey"]

  it.each([
    ["nobody", {}, "missing authentication credentials for REST request [/_snapshot?x=1]"],
    [
      "a wrong password",
      basic("bob:x"),
      "unable to authenticate user [bob] for REST request [/_snapshot?x=1]"
    ],
    ["nobody known", basic("eve:x"), "unable to authenticate user [eve] for REST request [/_snapshot?x=1]"]
  ])("%s: 401, before anything else is looked at", async (_who, headers, reason) => {
    const { call } = await testEmulator({ security: security({}) })
    const reply = await call("GET", "/_snapshot?x=1", undefined, headers)
    const cause = { type: "security_exception", reason, header: { "WWW-Authenticate": challenges } }
    expect(reply.status).toBe(401)
    expect(reply.json).toEqual({ error: { root_cause: [cause], ...cause }, status: 401 })
    expect(reply.headers.get("www-authenticate")).toBe(challenges.join(", "))
  })

  it("an API key that is not there, or is another one: 401", async () => {
    const { call } = await testEmulator({ security: security({}) })
    const denied = async (key: string) =>
      (await call("GET", "/", undefined, { authorization: `ApiKey ${encoded(key)}` })).json
    expect(await denied("k2:x")).toMatchObject({
      status: 401,
      error: {
        reason:
          "unable to authenticate with provided credentials and anonymous access is not allowed for this request",
        additional_unsuccessful_credentials: "API key: unable to find apikey with id k2"
      }
    })
    expect(await denied("k1:x")).toMatchObject({
      error: { additional_unsuccessful_credentials: "API key: invalid credentials for API key [k1]" }
    })
  })

  it("a user and an API key that are known are let in", async () => {
    const { call } = await testEmulator({ security: security({ mine: role(["monitor"]) }) })
    expect((await call("GET", "/", undefined, bob)).status).toBe(200)
    const key = { authorization: `ApiKey ${encoded("k1:k3y")}` }
    expect((await call("GET", "/", undefined, key)).status).toBe(200)
    expect(reasonOf(await call("GET", "/_snapshot", undefined, key))).toBe(
      "action [cluster:admin/repository/get] is unauthorized for API key id [k1] of user [bob], " +
        "this action is granted by the cluster privileges [monitor_snapshot,create_snapshot,manage,all]"
    )
  })

  it("nobody is asked where security is off, and nobody is told about privileges", async () => {
    const { call, secure } = await testEmulator({ security: security({}) })
    secure(undefined)
    expect((await call("GET", "/")).status).toBe(200)
    expect((await call("POST", "/_security/user/_has_privileges", {})).json).toEqual({
      error: "no handler found for uri [/_security/user/_has_privileges] and method [POST]"
    })
  })
})

describe("what they may do", () => {
  it("an action of the cluster is refused by name", async () => {
    const { ask } = await secured(role(["create_snapshot"]))
    expect((await ask("PUT", "/_snapshot/r/s", { indices: "a" })).status).toBe(200)
    const reply = await ask("DELETE", "/_snapshot/r/s")
    const reason =
      "action [cluster:admin/snapshot/delete] is unauthorized for user [bob] with effective roles [mine] " +
      "(assigned roles [gone] were not found), this action is granted by the cluster privileges [manage,all]"
    expect(reply.status).toBe(403)
    expect(reply.json).toEqual({
      error: {
        root_cause: [{ type: "security_exception", reason }],
        type: "security_exception",
        reason
      },
      status: 403
    })
  })

  it("the name of an action is a privilege too", async () => {
    const { ask } = await secured(role(["cluster:admin/snapshot/delete"]))
    expect((await ask("DELETE", "/_snapshot/r/s")).status).toBe(404)
  })

  it("an action on an index is refused by name, and the index named where another one would do", async () => {
    const { ask } = await secured(role([], { a: ["read"] }))
    expect((await ask("GET", "/a/_doc/1")).status).toBe(200)
    expect(reasonOf(await ask("GET", "/b/_doc/1"))).toBe(
      "action [indices:data/read/get] is unauthorized for user [bob] with effective roles [mine] (assigned roles [gone] were not found) " +
        "on indices [b], this action is granted by the index privileges [read,all]"
    )
    expect(reasonOf(await ask("DELETE", "/a"))).toBe(
      "action [indices:admin/delete] is unauthorized for user [bob] with effective roles [mine] (assigned roles [gone] were not found)" +
        ", this action is granted by the index privileges [delete_index,manage,all]"
    )
  })

  it("of a wildcard, and of names that may be missing, what is forbidden is just not there", async () => {
    const { ask } = await secured(role(["monitor"], { a: ["view_index_metadata"] }))
    const named = async (path: string) => Object.keys((await ask("GET", path)).json as object)
    expect(await named("/*")).toEqual(["a"])
    expect(await named("/*/_settings")).toEqual(["a"])
    expect(await named("/b*")).toEqual([])
    expect(await named("/b?ignore_unavailable=true")).toEqual([])
    expect((await ask("GET", "/b*?allow_no_indices=false")).status).toBe(404)
    expect((await ask("GET", "/_resolve/index/b*")).json).toEqual({
      indices: [],
      aliases: [],
      data_streams: []
    })
    expect((await ask("GET", "/b")).status).toBe(403)
    expect((await ask("GET", "/_cat/indices/a")).status).toBe(403)
  })

  it("every action that was let through is remembered, until who may do what is changed", async () => {
    const { ask, granted, secure } = await secured(role(["monitor"], { a: ["view_index_metadata"] }))
    await ask("GET", "/a*/_settings")
    await ask("GET", "/_cat/indices/a")
    expect([...granted]).toEqual([
      "indices:monitor/settings/get on a*",
      "cluster:monitor/state",
      "cluster:monitor/health",
      "indices:monitor/settings/get on a"
    ])
    secure(undefined)
    expect([...granted]).toEqual([])
  })

  it("an index may be used by the name of its alias", async () => {
    const { ask } = await secured(role([], { x: ["read"] }))
    expect((await ask("GET", "/x/_doc/1")).status).toBe(200)
  })

  it("snapshots and restores look at no privilege on an index: they take and make any", async () => {
    const { ask, indices } = await secured(role(["create_snapshot", "cluster:admin/snapshot/restore"]))
    expect((await ask("PUT", "/_snapshot/r/s?wait_for_completion=true", { indices: "b" })).status).toBe(200)
    const body = { rename_pattern: "b", rename_replacement: "foreign" }
    expect((await ask("POST", "/_snapshot/r/s/_restore", body)).status).toBe(200)
    expect(indices.names()).toContain("foreign")
  })

  it("documents: with index they are written and written over, with create_doc only written, with delete deleted", async () => {
    const put = (privileges: readonly string[]) => secured(role([], { a: privileges }))
    const write = ["PUT", "/a/_doc/9", { n: 1 }] as const
    expect((await (await put(["index"])).ask(...write)).status).toBe(201)
    expect((await (await put(["index"])).ask("DELETE", "/a/_doc/1")).status).toBe(403)
    expect((await (await put(["delete"])).ask(...write)).status).toBe(403)
    expect((await (await put(["delete"])).ask("DELETE", "/a/_doc/1")).status).toBe(200)
    expect((await (await put(["create_doc"])).ask("PUT", "/a/_create/9", { n: 1 })).status).toBe(201)
  })

  it("what is in no table is a gap of the emulator, and let through to nobody", async () => {
    const { ask } = await secured(role(["all"], { "*": ["all"] }))
    expect((await ask("GET", "/_cat/templates")).json).toMatchObject({
      status: 500,
      error: { type: "emulator_exception" }
    })
  })

  it("each line of the table is a call that is there", () => {
    const there = new Set(
      [...routes, ...securityRoutes].flatMap(({ methods, path }) =>
        methods.map((method) => `${method} ${path}`)
      )
    )
    expect(tabled.filter((line) => !there.has(line))).toEqual([])
  })
})

describe("_has_privileges", () => {
  it("answers for privileges by name and for actions", async () => {
    const mine = role(["create_snapshot", "cluster:admin/snapshot/delete"], {
      "operate-*": ["view_index_metadata"],
      j: ["create_index", "index"]
    })
    const { ask } = await secured(mine)
    const body = {
      cluster: ["create_snapshot", "monitor_snapshot", "cluster:admin/snapshot/delete", "manage"],
      index: [
        { names: ["operate-*", "operate-x", "tasklist-*"], privileges: ["view_index_metadata", "monitor"] },
        {
          names: ["j"],
          privileges: ["create_index", "indices:data/write/index", "indices:data/write/delete"]
        }
      ]
    }
    expect((await ask("POST", "/_security/user/_has_privileges", body)).json).toEqual({
      username: "bob",
      has_all_requested: false,
      cluster: {
        create_snapshot: true,
        monitor_snapshot: true,
        "cluster:admin/snapshot/delete": true,
        manage: false
      },
      index: {
        "operate-*": { view_index_metadata: true, monitor: false },
        "operate-x": { view_index_metadata: true, monitor: false },
        "tasklist-*": { view_index_metadata: false, monitor: false },
        j: { create_index: true, "indices:data/write/index": true, "indices:data/write/delete": false }
      },
      application: {}
    })
  })

  it("means by an action every one that begins so: a privilege that grants just this one is not enough for it", async () => {
    const { ask } = await secured(role(["create_snapshot"], { j: ["create_index"] }))
    const body = {
      cluster: ["cluster:admin/snapshot/create"],
      index: [{ names: ["j"], privileges: ["indices:admin/create"] }]
    }
    expect((await ask("POST", "/_security/user/_has_privileges", body)).json).toMatchObject({
      cluster: { "cluster:admin/snapshot/create": false },
      index: { j: { "indices:admin/create": false } }
    })
    expect((await ask("PUT", "/_snapshot/r/s", { indices: "a" })).status).toBe(200)
    expect((await ask("PUT", "/j")).status).toBe(200)
  })

  it("refuses a privilege that there is none of", async () => {
    const { ask } = await secured(role([]))
    const reply = await ask("POST", "/_security/user/_has_privileges", { cluster: ["nope"] })
    expect(reply.status).toBe(400)
    expect(reasonOf(reply)).toContain("unknown cluster privilege [nope]")
  })
})
