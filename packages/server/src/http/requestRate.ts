/** How often one address may ask: a loop in somebody's script must not take the server from everybody else. */
import type { RequestHandler } from "express"
import { rateLimit } from "express-rate-limit"
import { refuse } from "./refuse.ts"
import { TooManyRequests } from "./RequestError.ts"

/** Probes and Prometheus ask at a rate of their own, and would take a server for dead that is only busy. */
const isProbe = (path: string): boolean => path === "/metrics" || path.startsWith("/actuator/health")

/** `perMinute` 0: as often as it likes. An address is that of the connection: what a header says of it, anybody can write. */
export const requestRate = (perMinute: number): RequestHandler =>
  perMinute === 0
    ? (_request, _response, next) => next()
    : rateLimit({
        windowMs: 60_000,
        limit: perMinute,
        standardHeaders: "draft-6",
        legacyHeaders: false,
        skip: ({ path }) => isProbe(path),
        validate: false,
        handler: (_request, response) => {
          refuse(response, new TooManyRequests({ perMinute }))
        }
      })
