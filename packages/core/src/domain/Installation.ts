/**
 * Which installation it is: what an operator with several clusters has to see before anything is confirmed. What cannot be looked at, for want of a
 * privilege or of an answer, is `null`; nothing is guessed.
 */
import { all, type Component } from "./Component.ts"
import type { Identity } from "./Identity.ts"

/** Where a repository keeps its files; of an object store bucket and path. */
export interface Repository {
  readonly name: string
  readonly type: string | null
  readonly location: string | null
  /** Registered with `readonly`: nothing can be taken or deleted. */
  readonly readonly: boolean
}

/** Which installation it is. */
export interface Installation {
  readonly cluster: string | null
  readonly elasticsearch: string | null
  readonly health: string | null
  /** `null`: none is configured, or it cannot be looked at. */
  readonly repository: Repository | null
  readonly camundaVersion: string | null
  readonly indexPrefixes: Readonly<Record<Component, string>> | null
  /** As whom the server knows the one who asks; `null`: nobody has to prove who they are, or it is not known. */
  readonly identity: Identity | null
}

/** Nothing is known. */
export const unknown: Installation = {
  cluster: null,
  elasticsearch: null,
  health: null,
  repository: null,
  camundaVersion: null,
  indexPrefixes: null,
  identity: null
}

const clusterOf = ({ cluster, elasticsearch, health }: Installation): string => {
  const version = elasticsearch === null ? null : `Elasticsearch ${elasticsearch}`
  const facts = [version, health].filter((x) => x !== null)
  if (cluster === null && facts.length === 0) return "cluster unknown"
  return `${cluster ?? "cluster unknown"}${facts.length === 0 ? "" : ` (${facts.join(", ")})`}`
}

const repositoryOf = ({ repository }: Installation): string => {
  if (repository === null) return "repository unknown"
  const { location, name, readonly, type } = repository
  const facts = [type, location, readonly ? "READ-ONLY" : null].filter((x) => x !== null)
  return `repository ${name}${facts.length === 0 ? "" : ` (${facts.join(" ")})`}`
}

/** In pieces, the most telling first, so that a narrow screen can leave out the last ones. */
export const describe = (installation: Installation): ReadonlyArray<string> => {
  const { camundaVersion, indexPrefixes } = installation
  return [
    clusterOf(installation),
    repositoryOf(installation),
    ...(camundaVersion === null ? [] : [`Camunda ${camundaVersion}`]),
    ...(indexPrefixes === null ? [] : [`prefixes ${all.map((x) => indexPrefixes[x]).join(", ")}`])
  ]
}
