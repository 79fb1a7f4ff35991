/**
 * Which role each route takes, in one table; a test holds it against the description. What is not in it takes the role of an admin, so that a new route is closed
 * until somebody thinks about it.
 */
import { Component } from "@camunda-backup/core"
import type { Role } from "./Identity.ts"

/** What a request changes: something of the component in its path, of those in its body (the route looks itself), or of the whole installation. */
export type Changes = "nothing" | "path" | "body" | "all"

/** What a request takes. `anybody`: no credentials. */
export interface RouteRule {
  readonly needs: Role | "anybody"
  readonly changes: Changes
}

interface Row extends RouteRule {
  readonly method: "GET" | "POST" | "DELETE"
  readonly path: string
}

const row = (
  method: Row["method"],
  path: string,
  needs: RouteRule["needs"],
  changes: Changes = "nothing"
): Row => ({ method, path, needs, changes })

const camunda = (prefix: string): ReadonlyArray<Row> => [
  row("GET", `${prefix}/backups`, "viewer"),
  row("POST", `${prefix}/backups`, "operator", "path"),
  row("GET", `${prefix}/backups/:backupId`, "viewer"),
  row("DELETE", `${prefix}/backups/:backupId`, "admin", "path")
]

const backup = "/api/v1/backups/:component/:backupId"
const restore = "/api/v1/restores/:id"

/** Every route. */
export const rows: ReadonlyArray<Row> = [
  row("GET", "/actuator/health", "anybody"),
  row("GET", "/actuator/health/liveness", "anybody"),
  row("GET", "/actuator/health/readiness", "anybody"),
  row("GET", "/", "viewer"),
  row("GET", "/actuator", "viewer"),
  row("GET", "/actuator/info", "viewer"),
  row("GET", "/actuator/prometheus", "viewer"),
  row("GET", "/metrics", "viewer"),
  row("GET", "/openapi.json", "viewer"),
  ...camunda("/actuator"),
  ...Component.all.flatMap((x) => camunda(`/${x}/actuator`)),
  row("GET", "/api/v1/backups", "viewer"),
  row("POST", "/api/v1/backups", "operator", "body"),
  row("GET", "/api/v1/plan", "viewer"),
  row("GET", backup, "viewer"),
  row("DELETE", backup, "admin", "path"),
  row("GET", `${backup}/attempts`, "viewer"),
  row("POST", `${backup}/cancel`, "operator", "path"),
  row("POST", `${backup}/resume`, "operator", "path"),
  row("GET", "/api/v1/check", "viewer"),
  row("GET", "/api/v1/installation", "viewer"),
  row("GET", "/api/v1/events", "viewer"),
  row("POST", "/api/v1/restores/plan", "viewer"),
  row("GET", "/api/v1/restores", "viewer"),
  // Of a drill; what changes indices in use takes an admin, and the route looks itself.
  row("POST", "/api/v1/restores", "operator", "body"),
  row("GET", "/api/v1/verifications", "viewer"),
  row("GET", restore, "viewer"),
  row("POST", `${restore}/cancel`, "operator", "all"),
  row("POST", `${restore}/resume`, "admin", "all"),
  row("GET", "/api/v1/schedules", "viewer"),
  row("POST", "/api/v1/schedules/:job/pause", "operator", "all"),
  row("POST", "/api/v1/schedules/:job/resume", "operator", "all"),
  row("POST", "/api/v1/retention/plan", "viewer")
]

const expressions = rows.map((x) => ({
  rule: x,
  expression: new RegExp(`^${x.path.replaceAll(/:\w+/g, "[^/]+")}$`)
}))

const closed: RouteRule = { needs: "admin", changes: "all" }

/** Of a request with this method for this path, without its query. */
export const ruleOf = (method: string, path: string): RouteRule => {
  const found = expressions.filter(({ expression }) => expression.test(path))
  const asked = method === "HEAD" ? "GET" : method
  const exact = found.find(({ rule }) => rule.method === asked)?.rule
  if (exact !== undefined) return exact
  // What is answered with 405, or says which methods there are, tells no more than a read.
  return found.length > 0 ? { needs: "viewer", changes: "nothing" } : closed
}

/** The component in a path; `primary` is that at `/actuator`. */
export const componentOf = (path: string, primary: Component.Component): Component.Component | null => {
  const [, first = "", version, what, third] = path.split("/")
  const named = first === "api" && version === "v1" && what === "backups" ? third : first
  return Component.all.find((x) => x === named) ?? (first === "actuator" ? primary : null)
}
