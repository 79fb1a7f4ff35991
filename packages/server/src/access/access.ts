/** Stands before every route: refuses what another site sent through a browser, and whoever may not ask for this. */
import type { Component } from "@camunda-backup/core"
import { Effect } from "effect"
import type { Request, RequestHandler } from "express"
import { isRead } from "../http/isRead.ts"
import { refuse } from "../http/refuse.ts"
import { isAnswered } from "../http/sendWhenRead.ts"
import { CrossSite, Forbidden, Unauthenticated } from "../http/RequestError.ts"
import type { AccessPolicy } from "./AccessPolicy.ts"
import { provenBy } from "./clientCertificate.ts"
import { isCrossSite } from "./crossSite.ts"
import { decideAccess, type Decision, mayChange } from "./decideAccess.ts"
import { has, type Identity, type Role } from "./Identity.ts"
import { identified, identityOf } from "./identities.ts"
import { ruleOf } from "./routeRules.ts"

/** A browser asks its user for a name and a token. */
const challenges = ['Bearer realm="camunda-backup"', 'Basic realm="camunda-backup", charset="UTF-8"']

export const access =
  (policy: AccessPolicy, primary: Component.Component): RequestHandler =>
  async (request, response, next) => {
    if (isAnswered(response)) return
    if (!isRead(request.method) && isCrossSite(request)) {
      refuse(response, new CrossSite())
      return
    }
    if (policy.kind === "open") {
      next()
      return
    }
    const { commonName, ended } = provenBy(request.socket, Date.now())
    // Whoever has renewed it since proves that with the handshake of another connection.
    if (ended) response.set("Connection", "close")
    const identity = await policy.identify({ authorization: request.get("authorization"), commonName })
    if (isAnswered(response)) return
    const decision = decideAccess(ruleOf(request.method, request.path), request.path, primary, identity)
    if (identity !== null) identified(request, identity)
    switch (decision._tag) {
      case "Allowed":
        next()
        break
      case "Unauthenticated":
        refuse(
          response.set("WWW-Authenticate", challenges),
          new Unauthenticated({ sent: request.get("authorization") !== undefined })
        )
        break
      case "Forbidden":
        refuse(response, new Forbidden({ name: identity?.name ?? "", needs: decision.needs }))
    }
  }

const asEffect = (identity: Identity, decision: Decision): Effect.Effect<void, Forbidden> =>
  decision._tag === "Forbidden"
    ? Effect.fail(new Forbidden({ name: identity.name, needs: decision.needs }))
    : Effect.void

/** What only the body says: which components are changed, and whether that takes more than the route does. */
export const permit = (
  request: Request,
  components: ReadonlyArray<Component.Component>,
  needs: Role = "viewer"
): Effect.Effect<void, Forbidden> => {
  const identity = identityOf(request)
  if (identity === null) return Effect.void
  return has(identity, needs)
    ? asEffect(identity, mayChange(identity, components))
    : Effect.fail(new Forbidden({ name: identity.name, needs: `the role ${needs}` }))
}
