import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { Answer } from "./Answer.ts"
import { answer } from "./Answer.ts"

const bodyTypes = new Set([
  "application/json",
  "application/x-ndjson",
  "application/vnd.elasticsearch+json",
  "application/vnd.elasticsearch+x-ndjson"
])

interface Negotiation {
  readonly accept: string
  readonly contentType: string
  readonly hasBody: boolean
  readonly compatibleWith: readonly [number, number]
}

/** Refuses what cannot be read or answered; undefined when both headers are fine. */
export const refuseMediaType = ({
  accept,
  contentType,
  hasBody,
  compatibleWith
}: Negotiation): Answer | undefined => {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? ""
  if (hasBody && type !== "" && !/^[\w.+-]+\/[\w.+-]+$/.test(type))
    throw invalidMediaType(
      { type: "illegal_argument_exception", reason: `invalid media-type [${contentType}]` },
      "Content-Type"
    )
  if (hasBody && !bodyTypes.has(type))
    return answer(406, { error: `Content-Type header [${contentType}] is not supported`, status: 406 })
  const [newest, oldest] = compatibleWith
  for (const [name, header] of [
    ["Accept", accept],
    ["Content-Type", contentType]
  ] as const) {
    const version = versionOf(header)
    if (version !== undefined && version !== newest && version !== oldest)
      throw invalidMediaType({
        type: "status_exception",
        reason: `${name} version must be either version ${newest} or ${oldest}, but found ${version}. ${name}=${header}`
      })
  }
  if (
    hasBody &&
    accept !== "*/*" &&
    (accept !== "" || versionOf(contentType) !== undefined) &&
    (versionOf(accept) === undefined) !== (versionOf(contentType) === undefined)
  )
    throw invalidMediaType({
      type: "status_exception",
      reason:
        "A compatible version is required on both Content-Type and Accept headers if either one has requested a " +
        `compatible version${newest > 8 ? " and the compatible versions must match" : ""}. Accept=${accept === "" ? "null" : accept}, Content-Type=${contentType}`
    })
  return undefined
}

/** The media type of a JSON answer: the versioned one only for a caller that accepts nothing else. */
export const answerMediaType = (accept: string): string => {
  const version = /^application\/vnd\.elasticsearch\+json;\s*compatible-with=(\d+)$/.exec(accept.trim())?.[1]
  return version === undefined
    ? "application/json"
    : `application/vnd.elasticsearch+json;compatible-with=${version}`
}

const versionOf = (header: string): number | undefined => {
  const version = /vnd\.elasticsearch\+[\w-]+;\s*compatible-with=(\d+)/.exec(header)?.[1]
  return version === undefined ? undefined : Number(version)
}

const invalidMediaType = (
  causedBy: { readonly type: string; readonly reason: string },
  headers = "Accept, Content-Type"
): ElasticsearchError =>
  new ElasticsearchError(
    400,
    "media_type_header_exception",
    `Invalid media-type value on headers [${headers}]`,
    { causedBy }
  )
