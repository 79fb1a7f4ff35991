import { type BackupDetails, DetailsDto } from "@camunda-backup/core"
import type { Json } from "./Output.ts"

/** A backup for programs, as `/api/v1` tells of it: ids are digits in strings, times RFC 3339. */
export const detailsDocument = (details: BackupDetails.BackupDetails): Json => DetailsDto.encode(details)
