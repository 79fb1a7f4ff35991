/** An answer in pieces: a short one goes out as a whole, a long one as fast as the client takes it. */
import express from "express"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, it } from "vitest"
import { sendPieces } from "../src/http/sendText.ts"

let server: Server | undefined
afterEach(() => server?.close())

const piece = "x".repeat(100_000)

/** `made`: how many pieces were asked for when the answer began. */
const answered = async (pieces: number, method = "GET") => {
  let made = 0
  function* making(): Generator<string> {
    for (; made < pieces; made++) yield piece
  }
  let madeAtOnce = -1
  const app = express().use((_, response) => {
    sendPieces(response, "application/json", making())
    madeAtOnce = made
  })
  server = createServer(app).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`, { method })
  return { length: response.headers.get("content-length"), text: await response.text(), madeAtOnce }
}

it("sends a short list with its length", async () => {
  expect(await answered(2)).toEqual({ length: "200000", text: piece.repeat(2), madeAtOnce: 2 })
})

it("sends an empty list with its length", async () => {
  expect(await answered(0)).toEqual({ length: "0", text: "", madeAtOnce: 0 })
})

it("makes a long list while it is sent", async () => {
  const { length, madeAtOnce, text } = await answered(50)
  expect(length).toBe(null)
  expect(text).toBe(piece.repeat(50))
  expect(madeAtOnce).toBeLessThan(10)
})

it("answers a HEAD without a body, and makes no more of it", async () => {
  const { madeAtOnce, text } = await answered(50, "HEAD")
  expect(text).toBe("")
  expect(madeAtOnce).toBeLessThan(10)
})
