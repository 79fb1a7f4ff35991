/**
 * The body of a create as text: JSON media types only, at most 64 KiB. What is larger is refused by its length before it is read, and cut off
 * when it lied about it.
 */
import { Effect } from "effect"
import type { Request } from "express"
import { isJson } from "./mediaTypes.ts"
import { BodyMalformed, BodyTooLarge, MediaTypeUnsupported } from "./RequestError.ts"

export const limitBytes = 64 * 1024

const hasBody = (request: Request): boolean =>
  request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0

export const readBody = (
  request: Request
): Effect.Effect<string, MediaTypeUnsupported | BodyTooLarge | BodyMalformed> => {
  const contentType = request.headers["content-type"]
  const encoding = request.headers["content-encoding"] ?? "identity"
  if (contentType === undefined && !hasBody(request)) return Effect.succeed("")
  if (contentType === undefined || !isJson(contentType))
    return Effect.fail(new MediaTypeUnsupported({ contentType: contentType ?? "application/octet-stream" }))
  if (encoding !== "identity")
    return Effect.fail(new MediaTypeUnsupported({ contentType: `${contentType}, encoded as ${encoding}` }))
  if (Number(request.headers["content-length"] ?? 0) > limitBytes)
    return Effect.fail(new BodyTooLarge({ limitBytes }))
  return collect(request)
}

/** Before anybody listened, while it was looked up who asks: nothing more would ever be told. */
const isGone = (request: Request): boolean => request.destroyed && !request.complete

/**
 * Waits for the end of a body that nobody wants. A request that breaks off is answered with 400 as soon as it does, and must not have changed anything: whoever is
 * told so does not look.
 */
export const passBody = (request: Request): Effect.Effect<void, BodyMalformed> =>
  request.complete || !hasBody(request)
    ? Effect.void
    : Effect.callback((resume) => {
        const brokenOff = (): void =>
          resume(Effect.fail(new BodyMalformed({ reason: "the body breaks off" })))
        request
          .once("end", () => resume(Effect.void))
          .once("error", brokenOff)
          .once("close", brokenOff)
          .resume()
        if (isGone(request)) brokenOff()
      })

const collect = (request: Request): Effect.Effect<string, BodyTooLarge | BodyMalformed> =>
  Effect.callback((resume) => {
    const chunks: Array<Buffer> = []
    let bytes = 0
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length
      if (bytes <= limitBytes) chunks.push(chunk)
      else finish(Effect.fail(new BodyTooLarge({ limitBytes })))
    }
    const onEnd = (): void => finish(decodeUtf8(Buffer.concat(chunks)))
    const onError = (error: Error): void => finish(Effect.fail(new BodyMalformed({ reason: error.message })))
    const finish = (result: Effect.Effect<string, BodyTooLarge | BodyMalformed>): void => {
      request.off("data", onData).off("end", onEnd).off("error", onError)
      request.resume()
      resume(result)
    }
    request.on("data", onData).on("end", onEnd).on("error", onError)
    if (isGone(request)) onError(new Error("the body breaks off"))
  })

const decodeUtf8 = (bytes: Buffer): Effect.Effect<string, BodyMalformed> =>
  Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    catch: () => new BodyMalformed({ reason: "the body is not UTF-8" })
  })
