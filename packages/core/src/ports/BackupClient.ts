/** `BackupApi` wherever it is carried out: in this process, or by a server, which may be unreachable, refuse, or not offer the request. */
import { Context, Layer } from "effect"
import type { BackupError } from "../domain/BackupError.ts"
import type { TransportError } from "../domain/TransportError.ts"
import { BackupApi, type Backups } from "./BackupApi.ts"

/** Every error of a request, or of the way to the server. */
export type ClientError = BackupError | TransportError

/** Everything that can be requested of backups, wherever it is carried out. */
export class BackupClient extends Context.Service<BackupClient, Backups<TransportError>>()(
  "@camunda-backup/core/ports/BackupClient"
) {}

/** Carried out in this process. */
export const layerDirect: Layer.Layer<BackupClient, never, BackupApi> = Layer.effect(BackupClient, BackupApi)
