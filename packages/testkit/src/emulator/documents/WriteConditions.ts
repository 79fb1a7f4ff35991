import { illegalArgument, validationFailed } from "../ElasticsearchError.ts"
import type { EmulatorRequest } from "../http/EmulatorRequest.ts"

export type VersionType = "internal" | "external" | "external_gte"

/** What a write demands of the document that is there. */
export interface WriteConditions {
  readonly ifSeqNo?: number | undefined
  readonly ifPrimaryTerm?: number | undefined
  /** Fails when the document exists. */
  readonly create?: boolean
  /** The version that the document shall have, where it is not counted by the server. */
  readonly version?: number | undefined
  readonly versionType?: VersionType
}

const versionTypes: Readonly<Record<string, VersionType>> = {
  internal: "internal",
  external: "external",
  external_gt: "external",
  external_gte: "external_gte"
}

export const parseVersionType = (text: string): VersionType => {
  const type = versionTypes[text]
  if (type === undefined) throw illegalArgument(`No version type match [${text}]`)
  return type
}

/** The conditions in the query of a request; throws for those that no write could have. */
export const requestConditions = (request: EmulatorRequest, create = false): WriteConditions => {
  const opType = request.text("op_type")
  if (opType !== undefined && opType !== "create" && opType !== "index")
    throw illegalArgument(`opType must be 'create' or 'index', found: [${opType}]`)
  const conditions: WriteConditions = {
    create: create || opType === "create",
    ifSeqNo: request.text("if_seq_no") === undefined ? undefined : request.long("if_seq_no", 0),
    ifPrimaryTerm:
      request.text("if_primary_term") === undefined ? undefined : request.long("if_primary_term", 0),
    version: request.text("version") === undefined ? undefined : request.long("version", 0),
    versionType: parseVersionType(request.text("version_type") ?? "internal")
  }
  checkNumbers(conditions)
  const faults = conditionFaults(conditions)
  if (faults.length > 0) throw validationFailed(faults)
  return conditions
}

/** Throws for numbers that are none of a document's. */
export const checkNumbers = ({ ifSeqNo = 0, ifPrimaryTerm = 0 }: WriteConditions): void => {
  if (ifSeqNo < 0) throw illegalArgument(`sequence numbers must be non negative. got [${ifSeqNo}].`)
  if (ifPrimaryTerm < 0) throw illegalArgument(`primary term must be non negative. got [${ifPrimaryTerm}]`)
}

/** What is wrong with conditions, whatever the document. */
export const conditionFaults = (conditions: WriteConditions): readonly string[] => {
  const { ifSeqNo, ifPrimaryTerm = 0, create, version, versionType = "internal" } = conditions
  const external = versionType !== "internal"
  if (create === true) {
    if (external) return ["create operations only support internal versioning. use index instead"]
    if (version !== undefined)
      return ["create operations do not support explicit versions. use index instead"]
    return ifSeqNo === undefined
      ? []
      : ["create operations do not support compare and set. use index instead"]
  }
  return [
    ...(external && version === undefined
      ? [`illegal version value [-3] for version type [${versionType.toUpperCase()}]`]
      : []),
    ...(!external && version !== undefined
      ? [
          "internal versioning can not be used for optimistic concurrency control. " +
            "Please use `if_seq_no` and `if_primary_term` instead"
        ]
      : []),
    ...(ifSeqNo !== undefined && (external || version !== undefined)
      ? ["compare and write operations can not use versioning"]
      : []),
    ...(ifSeqNo === undefined && ifPrimaryTerm !== 0
      ? [`ifSeqNo is unassigned, but primary term is [${ifPrimaryTerm}]`]
      : []),
    ...(ifSeqNo !== undefined && ifPrimaryTerm === 0 ? ["ifSeqNo is set, but primary term is [0]"] : [])
  ]
}

const longestId = 512

/** An id may be anything, but not long. */
export const idFaults = (id: string): readonly string[] => {
  const bytes = Buffer.byteLength(id)
  return bytes <= longestId
    ? []
    : [`id [${id}] is too long, must be no longer than ${longestId} bytes but was: ${bytes}`]
}
