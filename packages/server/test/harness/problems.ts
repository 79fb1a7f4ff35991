/** What every error answer must be: one body for both components. Each returns the message. */
import { expect } from "vitest"
import type { Reply } from "./http.ts"

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The one error body, with its keys in order. */
export const expectProblem = (reply: Reply, status: number, type: string): string => {
  expect(reply.status, reply.text).toBe(status)
  expect(reply.headers["content-type"]).toBe("application/problem+json")
  const body = reply.json as Record<string, string>
  expect(Object.keys(body)).toEqual(["status", "message", "instance", "type"])
  expect(body).toMatchObject({ status, type })
  expect(body["instance"]).toMatch(uuid)
  return body["message"] ?? ""
}

export const badRequest = (reply: Reply): string => expectProblem(reply, 400, "Invalid request")
export const notFound = (reply: Reply): string => expectProblem(reply, 404, "Requested resource not found")
export const internalError = (reply: Reply): string => expectProblem(reply, 500, "Internal error")
export const badGateway = (reply: Reply): string =>
  expectProblem(reply, 502, "Elasticsearch is not accessible")

export interface ApiProblem {
  readonly code: string
  readonly detail: string
  readonly hint: string
  readonly retryable: boolean
  readonly details: Readonly<Record<string, unknown>>
}

/** What every error answer of `/api/v1` must be, with members of its own behind; returns the body. */
export const apiProblem = (reply: Reply, status: number, members: ReadonlyArray<string> = []): ApiProblem => {
  expect(reply.status, reply.text).toBe(status)
  expect(reply.headers["content-type"]).toBe("application/problem+json")
  const body = reply.json as ApiProblem
  expect(Object.keys(body)).toEqual([
    "type",
    "title",
    "status",
    "detail",
    "instance",
    "code",
    "hint",
    "retryable",
    "details",
    ...members
  ])
  expect(body).toMatchObject({ status, type: `urn:camunda-backup:problem:${body.code}` })
  expect(body.hint).not.toBe("")
  return body
}

/** A create that was refused for every component: the first one's problem, and what became of each. */
export const refusedCreate = (reply: Reply, status: number): ApiProblem =>
  apiProblem(reply, status, ["backupId", "backups"])
