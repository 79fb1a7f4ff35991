/** `BackupApi` wherever it is carried out: in this process, or by a server that may be away, refuse, or not offer what is asked. */
import { Context, Layer } from "effect"
import type { BackupError } from "../domain/BackupError.ts"
import type { TransportError } from "../domain/TransportError.ts"
import { BackupApi, type Backups } from "./BackupApi.ts"

/** Everything that a request can fail with, or on the way there. */
export type ClientError = BackupError | TransportError

/** Everything somebody can ask of backups, carried out by whoever. */
export class BackupClient extends Context.Service<BackupClient, Backups<TransportError>>()(
  "@camunda-backup/core/ports/BackupClient"
) {}

/** Carried out in this process. */
export const layerDirect: Layer.Layer<BackupClient, never, BackupApi> = Layer.effect(BackupClient, BackupApi)
