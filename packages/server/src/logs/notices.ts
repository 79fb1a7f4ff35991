/** What the log says of the files that are followed, and of the provider of OpenID Connect. */
import { Quantities } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Validity } from "../access/certificateValidity.ts"

export const certificateChanged = (problem: string | null): Effect.Effect<void> =>
  problem === null
    ? Effect.logInfo("the certificate of this port was read again")
    : Effect.logError("the certificate of this port cannot be used; the one before is still served", {
        reason: problem
      })

export const certificateNearsEnd = ({ to }: Validity, now: number): Effect.Effect<void> =>
  now > to
    ? Effect.logError(
        "the certificate of this port has expired; clients refuse it. Put a renewed one in its file",
        {
          expiredAt: Quantities.rfc3339(to)
        }
      )
    : Effect.logWarning("the certificate of this port expires soon. Put a renewed one in its file", {
        expiresAt: Quantities.rfc3339(to),
        left: Quantities.duration(to - now)
      })

export const accessChanged = (problem: string | null): Effect.Effect<void> =>
  problem === null
    ? Effect.logInfo("the access file was read again")
    : Effect.logError("the access file cannot be read; what it said before still holds", { reason: problem })

export const providerFailed = (issuer: string, reason: string): Effect.Effect<void> =>
  Effect.logError("the keys of the OpenID Connect provider cannot be read; its tokens are refused", {
    issuer,
    reason
  })
