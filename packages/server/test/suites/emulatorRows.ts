/** Situations that only the emulator can be put into on demand: privileges, held snapshots, a node that cannot write. */
import { Component } from "@camunda-backup/core"
import type { FaultAction } from "@camunda-backup/testkit/faults"
import { once } from "node:events"
import { createServer, type Server } from "node:https"
import { selfSigned } from "../harness/selfSigned.ts"
import { putSnapshot } from "../harness/Backend.ts"
import type { EmulatorBackend } from "../harness/emulatorBackend.ts"
import type { Row } from "./agreementSuite.ts"

const security = (action: string) => ({
  status: 403,
  body: { error: { type: "security_exception", reason: `action [${action}] is unauthorized` }, status: 403 }
})

/** What a role without a privilege meets: the answer to the question for it, and the refusal of what needs it. */
const without = (
  privilege: string,
  on: (x: { readonly journal: string; readonly prefix: string }) => string | null,
  refused: { readonly method: string; readonly path: (x: { readonly journal: string }) => RegExp } | null
): Row<EmulatorBackend>["make"] =>
  function lack({ backend, journal, prefix }) {
    const index = on({ journal, prefix })
    const { faults } = backend.emulator
    faults.next({
      method: "POST",
      path: "/_security/user/_has_privileges",
      times: 100,
      respond: {
        status: 200,
        headers: { "x-elastic-product": "Elasticsearch" },
        body: {
          has_all_requested: false,
          cluster: index === null ? { [privilege]: false } : {},
          index: index === null ? {} : { [index]: { [privilege]: false } }
        }
      }
    })
    if (refused !== null)
      faults.next({
        method: refused.method,
        path: refused.path({ journal }),
        times: 1000,
        respond: security(privilege)
      })
  }

/** Everything is answered by something else. */
const answers =
  (action: FaultAction): Row<EmulatorBackend>["make"] =>
  ({ backend }) => {
    const fault = backend.emulator.faults.next({ path: /^\//, times: 1000, ...action })
    return () => fault.cancel()
  }

/** Another writer takes the first part of a backup, until the row is over. */
const foreignSnapshot =
  (component: Component.Component): Row<EmulatorBackend>["make"] =>
  async ({ ask, backend, repository }) => {
    const name = `${Component.snapshotPrefix(component)}9_8.6.0_part_1_of_6`
    const hold = backend.emulator.snapshots.hold(name)
    void ask("PUT", `/_snapshot/${repository}/${name}`, { indices: ["-*"], feature_states: ["none"] })
    await hold.arrived
    return () => hold.release()
  }

/** What stands before Elasticsearch, or in its place. */
let untrusted: Server | undefined

const impostors: ReadonlyArray<Row<EmulatorBackend>> = [
  {
    situation: "the address redirects to https",
    make: answers({ respond: { status: 308, body: "", headers: { location: "https://es.example/" } } }),
    check: [["elasticsearch-reachable", "error", /https:\/\/es\.example/]],
    create: [502, /es\.example.*CAMUNDA_BACKUP_ELASTICSEARCH_URL/]
  },
  {
    situation: "a login page answers",
    make: answers({ html: 200 }),
    check: [["elasticsearch-reachable", "error", /not one of Elasticsearch/]],
    create: [502, /CAMUNDA_BACKUP_ELASTICSEARCH_URL/]
  },
  {
    situation: "OpenSearch answers",
    make: answers({
      respond: {
        status: 200,
        headers: { "x-elastic-product": "" },
        body: { version: { distribution: "opensearch", number: "2.19.0" }, tagline: "The OpenSearch Project" }
      }
    }),
    check: [["elasticsearch-reachable", "error", /not one of Elasticsearch|OpenSearch/]],
    create: [502, /CAMUNDA_BACKUP_ELASTICSEARCH_URL/]
  },
  {
    situation: "nothing listens at the address",
    make: () => {},
    address: () => "http://127.0.0.1:1",
    check: [["elasticsearch-reachable", "error", /127\.0\.0\.1:1/]],
    create: [502, /CAMUNDA_BACKUP_ELASTICSEARCH_URL/]
  },
  {
    situation: "https is spoken to an address that speaks http",
    make: () => {},
    address: ({ backend }) => backend.url.replace("http:", "https:"),
    check: [["elasticsearch-reachable", "error", /http/]],
    create: [502, /CAMUNDA_BACKUP_ELASTICSEARCH_URL/]
  },
  {
    situation: "the certificate is signed by nobody that is known",
    make: async () => {
      untrusted = createServer(await selfSigned(), (_request, response) => response.end("{}"))
      await once(untrusted.listen(0, "localhost"), "listening")
      return () => untrusted?.close()
    },
    address: () => {
      const address = untrusted?.address()
      return `https://localhost:${typeof address === "object" ? address?.port : address}`
    },
    check: [["elasticsearch-reachable", "error", /CAMUNDA_BACKUP_ELASTICSEARCH_CA_FILE/]],
    create: [502, /CAMUNDA_BACKUP_ELASTICSEARCH_CA_FILE/]
  }
]

export const emulatorRows: ReadonlyArray<Row<EmulatorBackend>> = [
  ...impostors,
  {
    situation: "the role may not take snapshots",
    make: without("cluster:admin/snapshot/create", () => null, {
      method: "PUT",
      path: () => /^\/_snapshot\//
    }),
    check: [["privileges", "error", /cluster:admin\/snapshot\/create/]],
    create: "LEFT NOTHING"
  },
  {
    situation: "the role may not make the journal",
    make: without("create_index", (x) => x.journal, {
      method: "PUT",
      path: ({ journal }) => new RegExp(`^/${journal}$`)
    }),
    check: [["privileges", "error", /create_index on journal-/]],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may not make the journal, which is there",
    make: async (x) => {
      await x.takeOne()
      return without("create_index", ({ journal }) => journal, null)?.(x)
    },
    check: [["privileges", "ok", /All privileges/]],
    create: "COMPLETED"
  },
  {
    situation: "the role may not see the indices",
    make: without("view_index_metadata", (x) => `${x.prefix}-*`, {
      method: "GET",
      path: () => /^\/_resolve\/index\/op/
    }),
    check: [["privileges", "error", /view_index_metadata on op/]],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may not delete snapshots",
    make: without("cluster:admin/snapshot/delete", () => null, {
      method: "DELETE",
      path: () => /^\/_snapshot\//
    }),
    check: [["privileges", "warning", /cluster:admin\/snapshot\/delete/]],
    create: "COMPLETED"
  },
  {
    situation: "Elasticsearch wants credentials",
    make: ({ backend }) =>
      void backend.emulator.faults.next({
        path: /^\//,
        when: (x) => !x.path.startsWith("/_emulator"),
        times: 1000,
        respond: {
          status: 401,
          headers: { "www-authenticate": "ApiKey" },
          body: {
            error: { type: "security_exception", reason: "missing authentication credentials" },
            status: 401
          }
        }
      }),
    check: [["elasticsearch-reachable", "error", /does not let us in/]],
    create: [500, /CAMUNDA|credentials/]
  },
  {
    situation: "a disk is at the flood stage, and nothing is blocked yet",
    make: ({ backend }) =>
      void backend.emulator.faults.next({
        method: "GET",
        path: "/_cat/allocation",
        times: 10,
        respond: {
          status: 200,
          headers: { "x-elastic-product": "Elasticsearch" },
          body: [{ node: "n1", "disk.percent": "96" }]
        }
      }),
    check: [["disk", "warning", /n1 96 %/]],
    create: "COMPLETED"
  },
  {
    situation: "a node cannot write the repository",
    make: ({ backend }) => {
      const body = {
        error: { type: "repository_verification_exception", reason: "[r] path is not accessible on node n2" },
        status: 500
      }
      backend.emulator.faults.next({
        method: "POST",
        path: /\/_verify$/,
        times: 10,
        respond: { status: 500, body }
      })
      backend.emulator.snapshots.outcome(/./, { state: "FAILED", reason: "not accessible" })
    },
    check: [["repository-verification", "error", /not accessible/]],
    create: "FAILED"
  },
  {
    situation: "another writer's snapshot of the component runs",
    make: foreignSnapshot("operate"),
    check: [["running-snapshots", "error", /9_8\.6\.0_part_1_of_6/]],
    create: [400, /Another backup is running/]
  },
  {
    situation: "another writer's snapshot of the other component runs",
    make: foreignSnapshot("tasklist"),
    check: [["running-snapshots", "ok", /No other writer/]],
    create: "COMPLETED"
  },
  {
    situation: "an old snapshot is being deleted",
    make: async ({ ask, backend, repository }) => {
      const name = `${Component.snapshotPrefix("operate")}9_8.6.0_part_1_of_6`
      await putSnapshot(backend, repository, name)
      const hold = backend.emulator.faults.next({ method: "DELETE", path: /^\/_snapshot\//, hold: "after" })
      const deleted = ask("DELETE", `/_snapshot/${repository}/${name}`)
      await hold.arrived
      return () => {
        hold.release()
        return deleted
      }
    },
    check: [["running-snapshots", "ok", /No other writer/]],
    create: "COMPLETED"
  }
]
