/**
 * The metadata of a snapshot: what Camunda writes there (API reference §6.3), the attempt id, and what a person says of the backup. Camunda ignores
 * keys that it does not know.
 *
 * Elasticsearch takes 1024 bytes of it. What does not fit must be refused before the first part: a part in the middle that is refused leaves half a
 * backup.
 */
import { Option } from "effect"
import { AnnotationTooLarge } from "./BackupError.ts"
import type { CreatePlan, PlannedPart } from "./CreatePlan.ts"

declare global {
  interface JSON {
    /** Standard, and newer than the library's type declarations. */
    readonly rawJSON: (text: string) => object
  }
}

/** How many bytes Elasticsearch takes. */
export const maxBytes = 1024

type Part = Pick<PlannedPart, "part" | "count">

/**
 * What is written. The id must reach Elasticsearch with all its digits: it is inserted as raw JSON text, because a JavaScript number would round it
 * above 2^53.
 */
export const of = (plan: CreatePlan, { part, count }: Part, attempt: string) => {
  const { annotation, backupId, version } = plan
  return {
    backupId: JSON.rawJSON(backupId.toString()),
    version,
    partNo: part,
    partCount: count,
    attempt,
    ...(annotation === undefined || annotation.description === null
      ? {}
      : { description: annotation.description }),
    ...(annotation === undefined || Object.keys(annotation.labels).length === 0
      ? {}
      : { labels: annotation.labels })
  }
}

/** As Elasticsearch counts: compact JSON in UTF-8, in which a character beyond U+FFFF is two escapes of six bytes. */
export const bytes = (metadata: ReturnType<typeof of>): number =>
  new TextEncoder().encode(JSON.stringify(metadata).replaceAll(/[\u{10000}-\u{10FFFF}]/gu, "\\uXXXX\\uXXXX"))
    .length

/** As long as an attempt id, which a plan does not have yet. */
const anyAttempt = "0".repeat(32)

/** Why a backup with this plan is not begun; `none`: the metadata of each of its parts fits. */
export const refusal = (plan: CreatePlan): Option.Option<AnnotationTooLarge> => {
  const { annotation: _said, ...bare } = plan
  const longest = Math.max(0, ...plan.parts.map((x) => bytes(of(plan, x, anyAttempt))))
  const own = Math.max(0, ...plan.parts.map((x) => bytes(of(bare, x, anyAttempt))))
  return longest > maxBytes
    ? Option.some(new AnnotationTooLarge({ bytes: longest - own, maxBytes: maxBytes - own }))
    : Option.none()
}
