/** The report of a check in `/api/v1`. */
import * as Finding from "../domain/check/Finding.ts"
import { rfc3339 } from "./rfc3339.ts"

/** The JSON of a report. Times are RFC 3339. */
export const encode = ({
  at,
  findings
}: {
  readonly at: number
  readonly findings: ReadonlyArray<Finding.Finding>
}) => ({ severity: Finding.worst(findings), checkedAt: rfc3339(at), findings })
