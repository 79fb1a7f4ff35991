import { type BackupDetails, DetailsDto } from "@camunda-backup/core"
import type { Json } from "./Output.ts"

/** A backup for programs, as in `/api/v1`: ids are strings of digits, times RFC 3339. */
export const detailsDocument = (details: BackupDetails.BackupDetails): Json => DetailsDto.encode(details)
