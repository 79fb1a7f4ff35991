/** A secured emulator with a small Camunda in it, and a server that comes as its one user. */
import type { Role, Security } from "@camunda-backup/testkit/emulator"
import { Redacted } from "effect"
import { onTestFinished } from "vitest"
import { type EmulatorBackend, emulatorBackend } from "./emulatorBackend.ts"
import { startServer, type TestServer } from "./server.ts"

const password = "correct horse"

export const securityOf = (roles: Readonly<Record<string, Role>>): Security => ({
  roles,
  users: { backup: { password, roles: Object.keys(roles) } },
  apiKeys: {
    key: {
      key: password,
      owner: "backup",
      role: {
        cluster: Object.values(roles).flatMap(({ cluster }) => cluster),
        indices: Object.values(roles).flatMap(({ indices }) => indices)
      }
    }
  }
})

/** How the server proves who it is. */
export const credentials = {
  user: { username: "backup", password: Redacted.make(password) },
  "API key": { apiKey: Redacted.make(Buffer.from(`key:${password}`).toString("base64")) }
} as const

/** For arranging. */
export const superuser: Role = { cluster: ["all"], indices: [{ names: ["*"], privileges: ["all"] }] }

const authorization = `Basic ${Buffer.from(`backup:${password}`).toString("base64")}`

export interface Secured {
  readonly backend: EmulatorBackend
  readonly repository: string
  readonly server: () => TestServer
  /** A request to Elasticsearch by the same user, which has to succeed. */
  readonly ask: (method: string, path: string, body?: object) => Promise<unknown>
  /** The user has these roles from now on, and the server is another process, which remembers nothing. */
  readonly become: (roles: Readonly<Record<string, Role>>) => Promise<void>
}

/** As a superuser, to begin with. */
export const secured = async (by: keyof typeof credentials = "user"): Promise<Secured> => {
  const backend = await emulatorBackend()
  const repository = await backend.newRepository()
  const start = () =>
    startServer(
      { urls: [backend.url], auth: credentials[by] },
      { repository, watchWrites: "10 millis", masterTimeout: "500 millis", retryBudget: "2 seconds" }
    )
  backend.emulator.secure(securityOf({ superuser }))
  let server = await start()
  onTestFinished(async () => {
    await server.close()
    await backend.close()
  })
  return {
    backend,
    repository,
    server: () => server,
    ask: async (method, path, body) => {
      const answer = await fetch(`${backend.url}${path}`, {
        method,
        headers: { authorization, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    become: async (roles) => {
      await server.close()
      backend.emulator.secure(securityOf(roles))
      server = await start()
    }
  }
}
