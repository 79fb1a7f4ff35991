import * as BackupId from "../domain/BackupId.ts"
import type { Component } from "../domain/Component.ts"

/** The path of a backup in `/api/v1`. */
export const locationOf = (component: Component, backupId: BackupId.BackupId): string =>
  `/api/v1/backups/${component}/${BackupId.format(backupId)}`

/** The path of a restore in `/api/v1`. */
export const restoreLocationOf = (id: string): string => `/api/v1/restores/${id}`
