import { illegalArgument } from "../ElasticsearchError.ts"
import { type Answer, answer, ok } from "../http/Answer.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { isObject, type Json, type JsonObject } from "../json/Json.ts"
import { clusterPrivileges, grants, indexPrivileges, type Patterns, patternsOf } from "./privileges.ts"
import type { Role, Subject } from "./Security.ts"

const strings = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => String(one))

const asked = (named: Readonly<Record<string, Patterns>>, kind: string, privilege: string): Patterns => {
  const patterns = patternsOf(named, privilege)
  if (patterns !== undefined) return patterns
  throw illegalArgument(
    `unknown ${kind} privilege [${privilege}]. a privilege must be either one of the predefined ${kind} privilege names ` +
      `[${Object.keys(named).join()}] or a pattern over one of the available ${kind} actions`
  )
}

const onCluster = (roles: readonly Role[], privilege: string): boolean =>
  grants(
    clusterPrivileges,
    roles.flatMap(({ cluster }) => cluster),
    asked(clusterPrivileges, "cluster", privilege)
  )

/** Whether a pattern of a role reaches all names that are asked for. */
const reaches = (pattern: string, name: string): boolean =>
  pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)))

const onIndex = (roles: readonly Role[], name: string, privilege: string): boolean =>
  grants(
    indexPrivileges,
    roles
      .flatMap(({ indices }) => indices)
      .filter(({ names }) => names.some((pattern) => reaches(pattern, name)))
      .flatMap(({ privileges }) => privileges),
    asked(indexPrivileges, "index", privilege)
  )

export const answerPrivileges = ({ roles, user }: Subject, body: Json | undefined): JsonObject => {
  const { cluster, index } = isObject(body) ? body : {}
  const ofCluster = Object.fromEntries(
    strings(cluster).map((privilege) => [privilege, onCluster(roles, privilege)])
  )
  const ofIndices: Record<string, Record<string, boolean>> = {}
  for (const entry of Array.isArray(index) ? index : [])
    for (const name of isObject(entry) ? strings(entry["names"]) : [])
      for (const privilege of isObject(entry) ? strings(entry["privileges"]) : [])
        (ofIndices[name] ??= {})[privilege] = onIndex(roles, name, privilege)
  const all = [ofCluster, ...Object.values(ofIndices)].flatMap((one) => Object.values(one))
  return {
    username: user,
    has_all_requested: all.every(Boolean),
    cluster: ofCluster,
    index: ofIndices,
    application: {}
  }
}

/** Security was switched off meanwhile. */
const unasked = ({ method, uri }: EmulatorRequest): Answer =>
  answer(400, { error: `no handler found for uri [${uri}] and method [${method}]` })

/** What only a secured server answers; for oneself everybody may ask. */
export const securityRoutes: readonly Route[] = [
  {
    methods: ["GET", "POST"],
    path: "/_security/user/_has_privileges",
    query: [],
    body: true,
    handle: (_cluster, request) => {
      const { subject } = request
      return subject === undefined ? unasked(request) : ok(answerPrivileges(subject, request.json()))
    }
  }
]
