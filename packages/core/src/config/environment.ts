/**
 * What the core reads from the environment (design: Configuration; `docs/configuration.md`). Camunda's own names are accepted as aliases, so
 * that the environment of an Operate or Tasklist process can be used as it is.
 */
import { Duration, Equal, Option, Redacted, Result } from "effect"
import * as CamundaVersion from "../domain/CamundaVersion.ts"
import * as Component from "../domain/Component.ts"
import * as IndexSets from "../domain/IndexSets.ts"
import * as ApiKey from "./apiKey.ts"
import * as LeftOut from "../domain/LeftOut.ts"
import * as Addresses from "./addresses.ts"
import type { Connection } from "./Connection.ts"
import * as ScheduleEnvironment from "./scheduleEnvironment.ts"
import * as Settings from "./Settings.ts"
import * as TlsEnvironment from "./tlsEnvironment.ts"
import * as Variables from "./Variables.ts"

/** The configuration that the environment variables hold. */
export interface CoreEnvironment {
  readonly settings: Settings.Values
  /** `none`: no Elasticsearch is configured. */
  readonly connection: Option.Option<Connection>
}

const indexPrefix = (text: string): Option.Option<string> =>
  /^[a-z0-9][a-z0-9_.-]*$/.test(text) ? Option.some(text) : Option.none()

/** A name that Elasticsearch accepts for an index and that cannot turn into a pattern, a list or an option. */
const indexName = (text: string): Option.Option<string> =>
  /^[a-z0-9.][a-z0-9_.-]{0,200}$/.test(text) && !/^\.{1,2}$/.test(text) ? Option.some(text) : Option.none()

const partAttempts = (text: string): Option.Option<number> =>
  /^([1-9]|10)$/.test(text) ? Option.some(Number(text)) : Option.none()

/** A repository name that Elasticsearch accepts and that cannot turn into a wildcard, a list or another path. */
const repositoryName = (text: string): Option.Option<string> =>
  /^[^\s"*,/<>?\\|#]+$/.test(text) && text !== "." && text !== ".." && text !== "_all"
    ? Option.some(text)
    : Option.none()

const seconds = (text: string): Option.Option<string> =>
  /^[0-9]+$/.test(text) ? Option.some(text === "0" ? "" : `${text}s`) : Option.none()

/** Camunda's `snapshotTimeout` is in seconds, and 0 means no limit; here 0 leaves our own bound in force. */
const withCamundaSeconds = (environment: Variables.Environment): Variables.Environment => {
  const names = Component.all.map((x) => `CAMUNDA_${x.toUpperCase()}_BACKUP_SNAPSHOTTIMEOUT`)
  const converted = names.flatMap((name) => {
    const value = Option.flatMap(Option.fromNullishOr(environment[name]?.trim()), seconds)
    return Option.isSome(value) ? [[name, value.value] as const] : []
  })
  return { ...environment, ...Object.fromEntries(converted) }
}

const aliases = (suffix: string): ReadonlyArray<string> =>
  Component.all.map((component) => `CAMUNDA_${component.toUpperCase()}_${suffix}`)

const credentials = (variables: Variables.Variables): Connection["auth"] => {
  const value = (name: string): string | undefined =>
    Option.getOrUndefined(
      variables.text(`CAMUNDA_BACKUP_ELASTICSEARCH_${name}`, ...aliases(`ELASTICSEARCH_${name}`))
    )
  const username = value("USERNAME")
  const password = value("PASSWORD")
  const apiKey = Option.getOrUndefined(
    variables.checked(["CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY"], ApiKey.apiKey)
  )
  if (apiKey !== undefined && username !== undefined)
    variables.problem(
      "CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY and CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME are both set. Set one."
    )
  if ((username === undefined) !== (password === undefined))
    variables.problem(
      "CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME and CAMUNDA_BACKUP_ELASTICSEARCH_PASSWORD go together. One of them is unset."
    )
  if (apiKey !== undefined) return { apiKey }
  return username !== undefined && password !== undefined
    ? { username, password: Redacted.make(password, { label: "password" }) }
    : undefined
}

const urlNames = ["CAMUNDA_BACKUP_ELASTICSEARCH_URL", ...aliases("ELASTICSEARCH_URL")]

const connectionOf = (variables: Variables.Variables): Option.Option<Connection> => {
  const given = credentials(variables)
  const tls = TlsEnvironment.read(variables)
  return Option.map(variables.checked(urlNames, Addresses.parse), ({ urls, user }) => {
    if (given !== undefined && user !== null && !Equal.equals(given, user))
      variables.problem(
        "CAMUNDA_BACKUP_ELASTICSEARCH_URL contains a user, and CAMUNDA_BACKUP_ELASTICSEARCH_USERNAME or CAMUNDA_BACKUP_ELASTICSEARCH_APIKEY sets a different one. Set only one of them."
      )
    const auth = given ?? user ?? undefined
    return { urls, ...(auth === undefined ? {} : { auth }), ...tls }
  })
}

const versionOf = (variables: Variables.Variables, required: boolean): CamundaVersion.CamundaVersion => {
  const names = ["CAMUNDA_BACKUP_CAMUNDA_VERSION"]
  const found = variables.parsed(names, "a Camunda version such as 8.7.2, without _", CamundaVersion.parse)
  if (Option.isNone(found) && Option.isNone(variables.text(...names)) && required)
    variables.problem(
      "CAMUNDA_BACKUP_CAMUNDA_VERSION is not set. Set it to the exact version of Operate and Tasklist, e.g. 8.7.2: it stands in the snapshot names, and a restore needs the same version."
    )
  const version = Option.getOrElse(found, () => CamundaVersion.demo)
  for (const component of Component.all) {
    if (Option.isNone(IndexSets.find(component, version)))
      variables.problem(
        `CAMUNDA_BACKUP_CAMUNDA_VERSION: the indices of ${component} ${version} are not known. Known: ${IndexSets.minors(component).join(", ")}.`
      )
  }
  return version
}

/** A front end has many readers: a state that is a quarter of a second old harms nobody, and saves Elasticsearch work. */
const sharedReadAge = Duration.millis(250)

/** Settings and connection, or every problem found. */
export const read = (
  environment: Variables.Environment
): Result.Result<CoreEnvironment, ReadonlyArray<string>> => {
  const variables = Variables.make(withCamundaSeconds(environment))
  const time = (
    name: keyof typeof Variables.bounds,
    otherwise: Duration.Duration,
    ...others: ReadonlyArray<string>
  ): Duration.Duration =>
    Option.match(variables.time([`CAMUNDA_BACKUP_${name}`, ...others], Variables.bounds[name]), {
      onNone: () => otherwise,
      onSome: Duration.millis
    })
  const connection = connectionOf(variables)
  const wantsReal = urlNames.some((name) => (environment[name]?.trim() ?? "") !== "")
  const repository = variables.parsed(
    ["CAMUNDA_BACKUP_REPOSITORY", ...aliases("BACKUP_REPOSITORYNAME")],
    "the name of one snapshot repository",
    repositoryName
  )
  const timeZone = ScheduleEnvironment.timeZoneOf(variables)
  const settings: Settings.Values = {
    repository,
    camundaVersion: versionOf(variables, wantsReal),
    indexPrefixes: Component.record((component) =>
      Option.getOrElse(
        variables.parsed(
          [
            `CAMUNDA_BACKUP_${component.toUpperCase()}_INDEXPREFIX`,
            `CAMUNDA_${component.toUpperCase()}_ELASTICSEARCH_INDEXPREFIX`
          ],
          "an index prefix in lower case, such as operate",
          indexPrefix
        ),
        () => Component.defaultIndexPrefix(component)
      )
    ),
    requestTimeout: time("REQUEST_TIMEOUT", Settings.defaults.requestTimeout),
    partTimeout: time("PART_TIMEOUT", Settings.defaults.partTimeout, ...aliases("BACKUP_SNAPSHOTTIMEOUT")),
    retryBudget: time("RETRY_BUDGET", Settings.defaults.retryBudget),
    partAttempts: Option.getOrElse(
      variables.parsed(["CAMUNDA_BACKUP_PART_ATTEMPTS"], "a number from 1 to 10", partAttempts),
      () => Settings.defaults.partAttempts
    ),
    masterTimeout: time("MASTER_TIMEOUT", Settings.defaults.masterTimeout),
    indicesInNoPart: Option.getOrElse(
      variables.parsed(["CAMUNDA_BACKUP_INDICES_IN_NO_PART"], LeftOut.policies.join(" or "), (text) =>
        Option.fromNullishOr(LeftOut.policies.find((x) => x === text))
      ),
      () => Settings.defaults.indicesInNoPart
    ),
    stallAfter: time("STALL_AFTER", Settings.defaults.stallAfter),
    leaseTtl: time("LEASE_TTL", Settings.defaults.leaseTtl),
    resumeWithin: time("RESUME_WITHIN", Settings.defaults.resumeWithin),
    readMaxAge: time("READ_MAX_AGE", sharedReadAge),
    verifiedWithin: time("VERIFIED_WITHIN", Settings.defaults.verifiedWithin),
    watchWrites: time("WATCH_WRITES", Settings.defaults.watchWrites),
    schedules: ScheduleEnvironment.schedules(variables, timeZone),
    retention: ScheduleEnvironment.retention(variables, timeZone),
    journalIndex: Option.getOrElse(
      variables.parsed(["CAMUNDA_BACKUP_JOURNAL_INDEX"], "the name of an index, in lower case", indexName),
      () => Settings.defaults.journalIndex
    ),
    replica: Option.getOrElse(variables.text("CAMUNDA_BACKUP_REPLICA"), () => Settings.defaults.replica)
  }
  return variables.problems.length > 0
    ? Result.fail(variables.problems)
    : Result.succeed({ settings, connection })
}
