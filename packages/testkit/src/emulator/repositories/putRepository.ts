import { isAbsolute, normalize } from "node:path"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "./RepositoryState.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError, illegalArgument, validationFailed, wrapped } from "../ElasticsearchError.ts"
import { type Json, type JsonObject, isArray, isObject, scalarText } from "../json/Json.ts"
import { checkRepositorySettings } from "./checkRepositorySettings.ts"
import type { Repository } from "./Repository.ts"

/** Registers a repository or replaces its settings; throws what makes Elasticsearch refuse it. */
export const putRepository = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  name: string,
  body: Json | undefined
): Repository => {
  if (body === undefined) throw new ElasticsearchError(400, "parse_exception", "request body is required")
  const given = isObject(body) ? body : {}
  const type = scalarText(given["type"])
  if (given["settings"] !== undefined && !isObject(given["settings"]))
    throw illegalArgument("Malformed settings section, should include an inner object")
  if (type === undefined) throw validationFailed(["type is missing"])
  checkName(name)
  if (type !== "fs")
    throw refused(name, `repository type [${type}] does not exist${cluster.traits.projectSuffix}`)
  const settings = isObject(given["settings"]) ? texts(given["settings"]) : {}
  const location = checkLocation(cluster, name, settings["location"])
  checkRepositorySettings(name, settings)
  const known = cluster.repositories.get(name)
  if (known !== undefined && known.settings["location"] !== settings["location"]) checkUnused(cluster, name)
  const repository = { name, type, settings, store: cluster.storeAt(location) }
  cluster.repositories.set(name, repository)
  return repository
}

/** Throws while a snapshot runs in the repository, or a restore from it: it can be neither moved nor removed. */
export const checkUnused = (cluster: ServerNode & RepositoryState & SnapshotWork, name: string): void => {
  const snapshots = cluster.running.some((running) => running.repository.name === name)
  const restores = cluster.restores.some((running) => running.repository.name === name)
  if (!snapshots && !restores) return
  const use = snapshots ? "snapshot" : "snapshot restore"
  throw new ElasticsearchError(
    409,
    "repository_conflict_exception",
    `[${name}] trying to modify or unregister repository that is currently used (${use} is in progress)`
  )
}

const refused = (name: string, reason: string): ElasticsearchError =>
  new ElasticsearchError(500, "repository_exception", `[${name}] ${reason}`)

const notCreated = (name: string, type: string, reason: string): ElasticsearchError =>
  wrapped(500, "repository_exception", `[${name}] failed to create repository`, { type, reason })

const checkName = (name: string): void => {
  if (name.includes("#")) throw refused(name, "must not contain '#'")
  if (/[ "*,/<>?\\|]/.test(name))
    throw refused(
      name,
      `must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`
    )
}

const checkLocation = (
  cluster: ServerNode & RepositoryState & SnapshotWork,
  name: string,
  location: Json | undefined
): string => {
  if (typeof location !== "string" || location === "")
    throw notCreated(name, "repository_exception", `[${name}] missing location`)
  const path = normalize(isAbsolute(location) ? location : `${cluster.pathRepo}/${location}`)
  if (path !== cluster.pathRepo && !path.startsWith(`${cluster.pathRepo}/`))
    throw notCreated(
      name,
      "repository_exception",
      `[${name}] location [${location}] doesn't match any of the locations specified by path.repo`
    )
  return path
}

const texts = (settings: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => (value === undefined ? [] : [[key, text(value)]]))
  )

const text = (value: Json): Json => {
  if (isObject(value)) return texts(value)
  return isArray(value) ? value.map(text) : (scalarText(value) ?? null)
}
