import type { Cluster } from "../cluster/Cluster.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { RequestParts } from "../http/EmulatorRequest.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import type { Index } from "../indices/Index.ts"
import { indexNotFound } from "../indices/indexErrors.ts"
import { indicesOfAlias, parseExpand, resolveIndices } from "../indices/resolveIndices.ts"
import { isWildcard, wildcard } from "../indices/wildcard.ts"
import { actionsOf } from "./actions.ts"
import { clusterPrivileges, grants, indexPrivileges, isClusterAction, thatGrant } from "./privileges.ts"
import type { Role, Subject } from "./Security.ts"

type Params = Readonly<Record<string, string>>

/** Everything, and everything of it taken away again: what a wildcard becomes of which nothing may be seen. */
const nothing = "*,-*"

/**
 * Lets a call through, or throws 403. Wildcards are narrowed to what may be seen, as the parameters that come back say: of what is forbidden there
 * is no refusal then, it is just not there. The same goes for names of which the unavailable ones are ignored.
 */
export const authorize = (
  cluster: Cluster,
  subject: Subject,
  { method, query }: RequestParts,
  route: Route,
  params: Params
): Params => {
  const actions = actionsOf(method, route)
  if (actions === undefined) throw unknownCall(method, route)
  if (actions.somewhere !== undefined) requireSomewhere(subject, actions.somewhere)
  let index = params["index"]
  for (const action of actions.names)
    if (isClusterAction(action)) {
      requireOnCluster(subject, action)
      cluster.granted.add(action)
    } else {
      requireSomewhere(subject, action)
      index = narrow(cluster, subject, action, splitList(index ?? "*"), query)
      cluster.granted.add(`${action} on ${params["index"] ?? "*"}`)
    }
  return index === undefined ? params : { ...params, index }
}

const requireOnCluster = (subject: Subject, action: string): void => {
  if (!subject.roles.some((role) => grants(clusterPrivileges, role.cluster, [action])))
    throw denied(subject, action)
}

export const mayOn = (roles: readonly Role[], action: string, name: string): boolean =>
  roles.some(({ indices }) =>
    indices.some(
      ({ names, privileges }) =>
        names.some((pattern) => wildcard(pattern).test(name)) && grants(indexPrivileges, privileges, [action])
    )
  )

/** An index may be used by its own name and by that of each of its aliases. */
const mayUse = ({ roles }: Subject, action: string, index: Index): boolean =>
  [index.name, ...index.aliases.keys()].some((name) => mayOn(roles, action, name))

const requireSomewhere = (subject: Subject, action: string): void => {
  const granted = subject.roles.some(({ indices }) =>
    indices.some(({ privileges }) => grants(indexPrivileges, privileges, [action]))
  )
  if (!granted) throw denied(subject, action)
}

const narrow = (
  cluster: Cluster,
  subject: Subject,
  action: string,
  expressions: readonly string[],
  query: ReadonlyMap<string, string>
): string => {
  const ignores = query.get("ignore_unavailable") === "true"
  const broad = expressions.some((one) => isWildcard(one) || one === "_all")
  const kept = broad ? expressions : expressions.filter((name) => mayUseName(cluster, subject, action, name))
  if (!broad && kept.length < expressions.length && !ignores)
    throw denied(
      subject,
      action,
      expressions.filter((name) => !kept.includes(name))
    )
  const seen = broad ? broadly(cluster, subject, action, expressions, query) : kept
  if (seen.length > 0) return seen.join(",")
  if (query.get("allow_no_indices") === "false") throw indexNotFound(expressions.join(","))
  return nothing
}

const mayUseName = (cluster: Cluster, subject: Subject, action: string, name: string): boolean => {
  if (mayOn(subject.roles, action, name)) return true
  const behind = indicesOfAlias(cluster.indices, name)
  return behind.length > 0 && behind.every((index) => mayUse(subject, action, index))
}

/** As they came, where all that they may mean may be seen. */
const broadly = (
  cluster: Cluster,
  subject: Subject,
  action: string,
  expressions: readonly string[],
  query: ReadonlyMap<string, string>
): readonly string[] => {
  const resolve = (expand: readonly string[]) =>
    resolveIndices(cluster.indices, expressions, {
      expand: parseExpand(expand) ?? { open: true, closed: false, hidden: false },
      ignoreUnavailable: true,
      allowNoIndices: true,
      leadingExclusion: cluster.traits.leadingExclusion,
      aliases: true
    })
  if (resolve(["all"]).every((index) => mayUse(subject, action, index))) return expressions
  return resolve(query.get("expand_wildcards")?.split(",") ?? ["open", "closed"])
    .filter((index) => mayUse(subject, action, index))
    .map(({ name }) => name)
}

/** In Elasticsearch's words. */
const denied = (
  { description }: Subject,
  action: string,
  indices: readonly string[] = []
): ElasticsearchError => {
  const where = indices.length === 0 ? "" : ` on indices [${indices.join()}]`
  const kind = isClusterAction(action) ? "cluster" : "index"
  const by = thatGrant(action)
  const help = by.length === 0 ? "" : `, this action is granted by the ${kind} privileges [${by.join()}]`
  return new ElasticsearchError(
    403,
    "security_exception",
    `action [${action}] is unauthorized for ${description}${where}${help}`
  )
}

/** A gap of the emulator, told apart from any answer of Elasticsearch. */
const unknownCall = (method: string, { path }: Route): ElasticsearchError =>
  new ElasticsearchError(
    500,
    "emulator_exception",
    `The secured emulator has no privileges for ${method} ${path}: see security/actions.ts.`
  )
