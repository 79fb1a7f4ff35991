/** Who sent each request, once it was proved. */
import type { Request } from "express"
import type { Identity } from "./Identity.ts"

const identities = new WeakMap<Request, Identity>()

/** It was proved who sent it. */
export const identified = (request: Request, identity: Identity): void =>
  void identities.set(request, identity)

/** Who sent it; `null`: nobody had to prove it. */
export const identityOf = (request: Request): Identity | null => identities.get(request) ?? null
