/** The client of our server, for the contract of `BackupApi`. */
import { type BackupClient, layerServer, type Settings } from "@camunda-backup/core"
import { Effect, Layer, Option } from "effect"
import { startServer } from "./server.ts"

/** A server over this Elasticsearch, as long as the layer lives, and the client of it. */
export const httpApi = (
  elasticsearch: string,
  { repository, ...settings }: Settings.Values
): Layer.Layer<BackupClient> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const values = {
        ...settings,
        ...Option.match(repository, { onNone: () => ({}), onSome: (repository) => ({ repository }) })
      }
      const { url } = yield* Effect.acquireRelease(
        Effect.promise(() => startServer(elasticsearch, values)),
        ({ close }) => Effect.promise(close)
      )
      return layerServer({ url, requestTimeout: "1 minute" })
    })
  )
