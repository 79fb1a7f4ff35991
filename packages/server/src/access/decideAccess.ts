import type { Component } from "@camunda-backup/core"
import { has, type Identity } from "./Identity.ts"
import { componentOf, type RouteRule } from "./routeRules.ts"

/** Whether a request goes on, and otherwise why not. */
export type Decision =
  | { readonly _tag: "Allowed" }
  /** Nobody proved who it is. */
  | { readonly _tag: "Unauthenticated" }
  /** `needs`: what it takes, as the end of "This request needs …". */
  | { readonly _tag: "Forbidden"; readonly needs: string }

const allowed: Decision = { _tag: "Allowed" }

const forbidden = (needs: string): Decision => ({ _tag: "Forbidden", needs })

/** What a request takes that changes these components. `null`: the whole installation. */
export const mayChange = (
  identity: Identity,
  components: ReadonlyArray<Component.Component> | null
): Decision => {
  const { components: own } = identity
  if (own === null) return allowed
  if (components === null) return forbidden("the right to change every component")
  const others = components.filter((x) => !own.includes(x))
  return others.length === 0 ? allowed : forbidden(`the right to change ${others.join(" and ")}`)
}

/** By the rule of its route. What the body says is looked at by the route itself. */
export const decideAccess = (
  rule: RouteRule,
  path: string,
  primary: Component.Component,
  identity: Identity | null
): Decision => {
  if (rule.needs === "anybody") return allowed
  if (identity === null) return { _tag: "Unauthenticated" }
  if (!has(identity, rule.needs)) return forbidden(`the role ${rule.needs}`)
  if (rule.changes === "nothing" || rule.changes === "body") return allowed
  const component = rule.changes === "all" ? null : componentOf(path, primary)
  return mayChange(identity, component === null ? null : [component])
}
