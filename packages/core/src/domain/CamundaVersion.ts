/**
 * The Camunda version as it stands in snapshot names: lower-cased, without `_` (the name's separator), e.g. `8.7.2` or `8.7.0-snapshot`.
 * The minor version (`8.7`) selects the index sets.
 */
import { Brand, Option } from "effect"

/** An exact version such as `8.7.2`, as it appears in snapshot names: lower case. */
export type CamundaVersion = string & Brand.Brand<"CamundaVersion">

const make = Brand.nominal<CamundaVersion>()

// What Elasticsearch allows in a snapshot name, less the separator.
const allowed = /^[0-9a-z][0-9a-z.+-]*$/
const leadingMinor = /^([0-9]+\.[0-9]+)(?:[.+-]|$)/

/** Reads a configured version, lower-casing it; `none` when it cannot stand in a snapshot name. */
export const parse = (text: string): Option.Option<CamundaVersion> => {
  const lower = text.trim().toLowerCase()
  return allowed.test(lower) ? Option.some(make(lower)) : Option.none()
}

/** `8.7` of `8.7.2`; `none` when the version does not begin with two numbers. */
export const minor = (version: string): Option.Option<string> =>
  Option.fromNullishOr(leadingMinor.exec(version)?.[1])

/** Used only where no real Elasticsearch is configured. */
export const demo: CamundaVersion = make("8.7.2")
