/** Situations that only the emulator can be put into on demand: privileges, held snapshots, a node that cannot write. */
import { Component } from "@camunda-backup/core"
import type { Role } from "@camunda-backup/testkit/emulator"
import type { FaultAction } from "@camunda-backup/testkit/faults"
import { once } from "node:events"
import { createServer, type Server } from "node:https"
import { selfSigned } from "../harness/selfSigned.ts"
import { putSnapshot } from "../harness/Backend.ts"
import type { EmulatorBackend } from "../harness/emulatorBackend.ts"
import { lessThan, roleOf } from "../harness/roles.ts"
import { credentials, securityOf } from "../harness/secured.ts"
import type { Row } from "./agreementSuite.ts"

const lessOf = (lacking: string): Role => {
  const role = lessThan(roleOf("operator")).get(lacking)
  if (role === undefined) throw new Error(`the role of the operator has no ${lacking}`)
  return role
}

/** The server comes with a role, for the names of this row. */
const as = ({ cluster, indices }: Role): Row<EmulatorBackend>["make"] =>
  function lack({ backend, journal, prefix }) {
    const own = (name: string) =>
      name.replace("operate-", `${prefix}-`).replace("camunda-backup-journal", journal)
    const operator = { cluster, indices: indices.map((x) => ({ ...x, names: x.names.map(own) })) }
    backend.emulator.secure(securityOf({ operator }))
    return () => backend.emulator.secure(undefined)
  }

const without = (lacking: string): Row<EmulatorBackend>["make"] => as(lessOf(lacking))

const asUser = ({ backend }: { readonly backend: EmulatorBackend }) => ({
  urls: [backend.url],
  auth: credentials.user
})

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
    situation: "the role may not take snapshots, nor read them",
    make: without("create_snapshot"),
    address: asUser,
    check: [
      ["elasticsearch-reachable", "error", /does not let us in/],
      ["privileges", "error", /cluster:admin\/snapshot\/create/]
    ],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may read snapshots, and not take them",
    make: as({ ...roleOf("operator"), cluster: ["monitor_snapshot", "cluster:admin/snapshot/delete"] }),
    address: asUser,
    check: [["privileges", "error", /: cluster:admin\/snapshot\/create\./]],
    create: "LEFT NOTHING"
  },
  {
    situation: "the role may not make the journal",
    make: without("create_index on camunda-backup-journal"),
    address: asUser,
    check: [["privileges", "error", /indices:admin\/create on journal-/]],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may not make the journal, which is there",
    make: async (x) => {
      await x.takeOne()
      return without("create_index on camunda-backup-journal")(x)
    },
    address: asUser,
    check: [["privileges", "ok", /All privileges/]],
    create: "COMPLETED"
  },
  {
    situation: "the role may not see the indices",
    make: without("everything on operate-*"),
    address: asUser,
    check: [
      ["privileges", "error", /indices:admin\/resolve\/index on op/],
      ["required-indices", "skipped", /Cannot look/]
    ],
    create: [400, /camunda-backup check names a missing privilege/]
  },
  {
    situation: "the role may not look at the journal index",
    make: without("view_index_metadata on camunda-backup-journal"),
    address: asUser,
    check: [["privileges", "warning", /indices:admin\/get on journal-/]],
    create: "COMPLETED"
  },
  {
    situation: "the role may not write the journal",
    make: without("index on camunda-backup-journal"),
    address: asUser,
    check: [["privileges", "error", /indices:data\/write\/index on journal-/]],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may not read the journal",
    make: without("read on camunda-backup-journal"),
    address: asUser,
    check: [["privileges", "error", /indices:data\/read\/get on journal-/]],
    create: [500, /security_exception/]
  },
  {
    situation: "the role may not delete snapshots",
    make: without("cluster:admin/snapshot/delete"),
    address: asUser,
    check: [["privileges", "warning", /cluster:admin\/snapshot\/delete/]],
    create: "COMPLETED"
  },
  {
    situation: "the role may do all that an operator does, and monitor nothing",
    make: as(roleOf("operator")),
    address: asUser,
    check: [
      ["privileges", "ok", /All privileges/],
      ["cluster-health", "skipped", /Cannot look: the role of camunda-backup lacks cluster:monitor\/health/],
      ["repository-verification", "skipped", /lacks cluster:admin\/repository\/verify/],
      ["index-health", "skipped", /Cannot look/]
    ],
    create: "COMPLETED"
  },
  {
    situation: "Elasticsearch wants credentials",
    make: as(roleOf("operator")),
    check: [["elasticsearch-reachable", "error", /does not let us in/]],
    create: [500, /missing authentication credentials/]
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
