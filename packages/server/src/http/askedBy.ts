import type { Request } from "express"

/** Who asks, for journal and log: address and user agent. */
export const askedBy = (request: Request): string =>
  `${request.socket.remoteAddress ?? "unknown"} ${request.get("user-agent") ?? ""}`.trim()
