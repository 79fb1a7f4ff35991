import { Effect, Result } from "effect"
import type { Decoded } from "../../contract/body.ts"
import type { BackupError } from "../../domain/BackupError.ts"
import type { TransportError } from "../../domain/TransportError.ts"
import { parsePlain } from "./parseExact.ts"
import { refusal } from "./refusal.ts"
import { decoded, isSuccess, makeSend, type Request } from "./request.ts"
import type { Options } from "./ServerClient.ts"
import { orWhoAnswers } from "./whoAnswers.ts"

/** Asks camunda-backup-server for one path: the decoded body, or the error that its code says, of those the request can have. */
export const askServer = (options: Options) => {
  const send = makeSend(options)
  return Effect.fnUntraced(
    function* <A, E extends BackupError>(
      { path, ...request }: Omit<Request, "url"> & { readonly path: string },
      decode: (json: unknown) => Decoded<A>,
      is: (error: BackupError) => error is E
    ): Effect.fn.Return<A, E | TransportError> {
      const answer = yield* send({ ...request, url: `${options.url}${path}` })
      return isSuccess(answer)
        ? yield* decoded(answer, Result.flatMap(parsePlain(answer.body), decode))
        : yield* Effect.fail(refusal(answer, is))
    },
    orWhoAnswers({ send, url: options.url, kind: "camunda-backup-server" })
  )
}
