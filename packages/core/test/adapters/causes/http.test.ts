/** Errors on the way to a server keep what led to them, and nothing secret with it. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as CamundaClient from "../../../src/adapters/http/CamundaClient.ts"
import * as ServerClient from "../../../src/adapters/http/ServerClient.ts"
import * as BackupId from "../../../src/domain/BackupId.ts"
import * as ListPattern from "../../../src/domain/ListPattern.ts"
import { closedPort } from "./closedPort.ts"
import { codes, everyView, leaks, secret } from "./secrets.ts"

const options = { pattern: ListPattern.everything, verbose: true }

const clients = {
  ServerClient: (url: string) => ServerClient.make({ url, requestTimeout: "5 seconds" }).client,
  CamundaClient: (url: string) =>
    CamundaClient.make({ baseUrls: { operate: url, tasklist: url }, requestTimeout: "5 seconds" }).client
}

describe.each(Object.entries(clients))("the causes of errors of %s", (_name, apiOf) => {
  it.effect("has the code of a connection that was refused", () =>
    Effect.gen(function* () {
      const url = yield* Effect.promise(closedPort)
      const error = yield* Effect.flip(apiOf(url).list("operate", options))
      assert.strictEqual(error._tag, "ServerUnreachable")
      assert.deepStrictEqual(codes(error).slice(-1), ["ECONNREFUSED"])
    })
  )

  it.effect("does not say that a create may have been carried out, where there was no connection", () =>
    Effect.gen(function* () {
      const url = yield* Effect.promise(closedPort)
      const error = yield* Effect.flip(apiOf(url).create("operate", BackupId.fromUnixMillis(1000)))
      assert.notInclude(error.message, "carried out")
    })
  )

  it.effect("shows no password of an address, which fetch refuses and repeats", () =>
    Effect.gen(function* () {
      for (const address of [
        `http://user:${secret}@127.0.0.1:1`,
        `http://user:${encodeURIComponent(`${secret}/%`)}@127.0.0.1:1`,
        `http://user:${secret}/and@127.0.0.1:1`
      ]) {
        const error = yield* Effect.flip(apiOf(address).list("operate", options))
        assert.strictEqual(error._tag, "ServerUnreachable")
        assert.isTrue(error.cause instanceof Error)
        assert.deepStrictEqual(leaks(error), [], everyView(error))
      }
    })
  )
})
