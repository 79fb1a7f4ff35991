/** What a restore is asked for in `/api/v1`: to plan it, and to run the plan of a digest. */
import { Option, Result, Schema } from "effect"
import { type PlanDigest, planDigest, type Target } from "../domain/restore/RestorePlan.ts"
import type { RestoreQuestion } from "../domain/restore/RestoreQuestion.ts"
import { type Decoded, decoder, encoder } from "./body.ts"
import { ComponentName, Id } from "./scalars.ts"

/** Which backup, where to, and how. */
export const Body = Schema.Struct({
  component: ComponentName,
  backupId: Id,
  target: Schema.Literals(["in-place", "into", "drill"]),
  /** With `into`: what the new names begin with. */
  prefix: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** Indices of the component that are not in the backup. `delete` unless given. */
  others: Schema.optionalKey(Schema.Literals(["delete", "keep"])),
  /** Templates and lifecycle policies of the manifest that are missing or differ; with `in-place`. `leave` unless given. */
  templates: Schema.optionalKey(Schema.Literals(["leave", "restore"])),
  unverified: Schema.optionalKey(Schema.Boolean),
  /** Of a drill: how many bytes it restores at most, of a sample that `seed` selects. */
  maxBytes: Schema.optionalKey(Schema.NullOr(Schema.Finite)),
  seed: Schema.optionalKey(Schema.NullOr(Schema.String)),
  bytesPerSecond: Schema.optionalKey(Schema.NullOr(Schema.Finite)),
  fromRepository: Schema.optionalKey(Schema.NullOr(Schema.String)),
  digest: Schema.optionalKey(Schema.NullOr(Schema.String))
}).annotate({ identifier: "RestoreQuestion" })

/** What was asked, and the digest of the plan that was seen. */
export interface Asked {
  readonly question: RestoreQuestion
  readonly digest: Option.Option<PlanDigest>
}

const encodeBody = encoder(Body)
const decodeBody = decoder(Body)

const names = { InPlace: "in-place", Into: "into", Drill: "drill" } as const satisfies Record<
  Target["_tag"],
  string
>

/** To JSON. */
export const encode = ({ digest, question }: Asked): typeof Body.Encoded => {
  const {
    bytesPerSecond,
    component,
    backupId,
    fromRepository,
    others,
    sample,
    target,
    templates,
    unverified
  } = question
  return encodeBody({
    component,
    backupId,
    target: names[target._tag],
    prefix: target._tag === "Into" ? target.prefix : null,
    others,
    templates,
    unverified,
    maxBytes: sample?.maxBytes ?? null,
    seed: sample?.seed ?? null,
    bytesPerSecond,
    fromRepository: Option.getOrNull(fromRepository),
    digest: Option.getOrNull(digest)
  })
}

/** What can stand before the name of an index, and is not taken for a pattern, a path or a list. */
const isPrefix = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{0,99}$/.test(text)

/** From JSON, or what is wrong with it, for whoever sent it. */
export const decode = (json: unknown): Decoded<Asked> =>
  Result.flatMap(decodeBody(json), (body): Decoded<Asked> => {
    const { maxBytes = null, prefix = null, seed = null } = body
    const target: Target | null =
      body.target === "in-place"
        ? { _tag: "InPlace" }
        : body.target === "drill"
          ? { _tag: "Drill" }
          : prefix !== null && isPrefix(prefix)
            ? { _tag: "Into", prefix }
            : null
    if (target === null)
      return Result.fail(
        "into needs a prefix: small letters, digits, '-', '_' and '.', beginning with a letter or digit, at most 100"
      )
    if (maxBytes !== null && (body.target !== "drill" || !Number.isSafeInteger(maxBytes) || maxBytes < 0))
      return Result.fail("maxBytes is for a drill, and a whole number of bytes")
    if (body.templates === "restore" && body.target !== "in-place")
      return Result.fail("templates: restore is for a restore in place")
    return Result.succeed({
      question: {
        component: body.component,
        backupId: body.backupId,
        target,
        others: body.others ?? "delete",
        templates: body.templates ?? "leave",
        unverified: body.unverified ?? false,
        sample: maxBytes === null ? null : { maxBytes, seed: seed ?? "" },
        bytesPerSecond: body.bytesPerSecond ?? null,
        fromRepository: Option.fromNullishOr(body.fromRepository)
      },
      digest: Option.map(Option.fromNullishOr(body.digest), planDigest)
    })
  })
