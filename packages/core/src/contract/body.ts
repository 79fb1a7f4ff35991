/** Building blocks of all bodies of `/api/v1`: one schema per body, from the domain to JSON and back, for server, client and description. */
import { Effect, Option, Result, Schema, SchemaIssue, SchemaTransformation } from "effect"

/** The result of reading a body: the value, or what is wrong with it in words. */
export type Decoded<A> = Result.Result<A, string>

/**
 * A body whose value in the domain has a different form from its JSON. `decode` may refuse what the schema of the JSON cannot (names that do not
 * parse); `encode` is total.
 */
export const body =
  <A>() =>
  <Json extends Schema.Top>(
    json: Json,
    {
      decode,
      encode
    }: { readonly decode: (json: Json["Type"]) => Decoded<A>; readonly encode: (value: A) => Json["Type"] }
  ) =>
    json.pipe(
      Schema.decodeTo(
        // An object of the domain; the types say what it is made of. `null` is not one: a body may be one of several things.
        Schema.declare((value): value is A => typeof value === "object" && value !== null),
        SchemaTransformation.transformEffect<A, Json["Type"]>({
          decode: (value) =>
            Result.match(decode(value), {
              onFailure: (message) => Effect.fail(new SchemaIssue.InvalidValue({ message })),
              onSuccess: Effect.succeed
            }),
          encode: (value) => Effect.succeed(encode(value))
        })
      )
    )

/** Total: every value of the domain has a body. */
export const encoder = <A, I>(schema: Schema.Codec<A, I>): ((value: A) => I) => Schema.encodeSync(schema)

/** The value of a parsed JSON, or what is wrong with it. */
export const decoder = <A, I>(schema: Schema.Codec<A, I>): ((json: unknown) => Decoded<A>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (json) => Result.mapError(decode(json), (error) => error.message)
}

/** What is wrong with a JSON that was sent. */
export interface Wrong {
  /** The key of the object; `none`: the whole of it. */
  readonly where: Option.Option<string>
  readonly message: string
}

const formatted = SchemaIssue.makeFormatterStandardSchemaV1()

const wrongOf = (issue: SchemaIssue.Issue): Wrong => {
  const [first] = formatted(issue).issues
  const [key] = first?.path ?? []
  return {
    where: typeof key === "string" ? Option.some(key) : Option.none(),
    message: first?.message ?? "It cannot be read."
  }
}

/** Like `decoder`, for JSON that is sent to us: unknown keys are refused, and the first mistake is reported with its place. */
export const strictDecoder = <A, I>(
  schema: Schema.Codec<A, I>
): ((json: unknown) => Result.Result<A, Wrong>) => {
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  return (json) => Result.mapError(decode(json), ({ issue }) => wrongOf(issue))
}
