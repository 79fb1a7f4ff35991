import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Begun, makeSend, type Sent } from "../../../src/adapters/http/request.ts"
import { startServer } from "./startServer.ts"

const told = () => {
  const begun: Array<Begun> = []
  const sent: Array<Sent> = []
  const send = makeSend({
    requestTimeout: "10 seconds",
    onRequest: (x) => void begun.push(x),
    onAnswer: (x) => void sent.push(x)
  })
  return { begun, sent, send }
}

describe("what is told of a request", () => {
  it.effect("is that it is sent, then what came back, under one number and without a password", () =>
    Effect.gen(function* () {
      const server = yield* startServer({ status: 200, body: "{}" })
      const { begun, send, sent } = told()
      const url = server.url.replace("//", "//jane:secret@")
      yield* send({ method: "GET", url: `${server.url}/a?b=1` })
      yield* Effect.exit(send({ method: "GET", url }))
      assert.deepInclude(sent[0], {
        method: "GET",
        status: 200,
        bytes: 2,
        trouble: null,
        url: `${server.url}/a?b=1`
      })
      assert.strictEqual(sent[0]?.number, begun[0]?.number)
      assert.notStrictEqual(sent[0]?.number, sent[1]?.number)
      assert.notInclude(JSON.stringify([begun, sent]), "secret")
    })
  )

  it.effect("is what the server said of a failure, in words", () =>
    Effect.gen(function* () {
      const { send, sent } = told()
      const problem = yield* startServer({ status: 409, body: '{"title":"t","detail":"It runs."}' })
      yield* send({ method: "POST", url: problem.url })
      const camunda = yield* startServer({ status: 400, body: '{"status":400,"message":"No backup."}' })
      yield* send({ method: "GET", url: camunda.url })
      const page = yield* startServer({ status: 502, body: "<html><title>Bad Gateway</title></html>" })
      yield* send({ method: "GET", url: page.url })
      yield* Effect.exit(send({ method: "GET", url: "http://127.0.0.1:1/" }))
      assert.deepStrictEqual(
        sent.slice(0, 3).map((x) => x.trouble),
        ["It runs.", "No backup.", 'answered 502 with a web page, "Bad Gateway"']
      )
      assert.strictEqual(sent[3]?.status, null)
      assert.include(sent[3]?.trouble ?? "", "No answer from")
    })
  )
})
