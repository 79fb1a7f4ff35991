import type { Request } from "express"
import { identityOf } from "../access/identities.ts"

const proved = (request: Request): string => {
  const identity = identityOf(request)
  return identity === null ? "" : `${identity.name} `
}

/** Who asks, for journal and log: who it was proved to be, address, and user agent, in which a client may say more. */
export const askedBy = (request: Request): string =>
  `${proved(request)}${request.socket.remoteAddress ?? "unknown"} ${request.get("user-agent") ?? ""}`.trim()
