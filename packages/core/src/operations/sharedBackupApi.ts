/** `BackupApi` whose reads are shared (`SharedReads.ts`), over another one. */
import { Effect, Layer } from "effect"
import type { Backup } from "../domain/Backup.ts"
import * as BackupId from "../domain/BackupId.ts"
import { BackupApi } from "../ports/BackupApi.ts"
import { SharedReads } from "../reads/SharedReads.ts"

export const layer: Layer.Layer<BackupApi, never, BackupApi | SharedReads> = Layer.effect(
  BackupApi,
  Effect.gen(function* () {
    const api = yield* BackupApi
    const { make, afterwards } = yield* SharedReads
    const gets = make<Backup>()
    const lists = make<ReadonlyArray<Backup>>()
    return BackupApi.of({
      create: (component, ...rest) => afterwards(component, api.create(component, ...rest)),
      get: (component, backupId) => gets(component, BackupId.format(backupId), api.get(component, backupId)),
      list: (component, options) =>
        lists(component, `${options.verbose} ${options.pattern}`, api.list(component, options)),
      delete: (component, ...rest) => afterwards(component, api.delete(component, ...rest)),
      cancel: (component, ...rest) => afterwards(component, api.cancel(component, ...rest)),
      resume: (component, ...rest) => afterwards(component, api.resume(component, ...rest)),
      attempts: api.attempts
    })
  })
)
