/** Who asks a server, once it is proved, and what that allows: the one table from which servers refuse and front ends say so beforehand. */
import type { Component } from "./Component.ts"

/** From the least to the most. `viewer` reads; `operator` takes, cancels, resumes and drills; `admin` deletes and restores as well. */
export const roles = ["viewer", "operator", "admin"] as const

/** One of `roles`. */
export type Role = (typeof roles)[number]

/** A person or a program. */
export interface Identity {
  readonly name: string
  readonly role: Role
  /** What it may change something of; `null`: all. What may be seen is not limited by it. */
  readonly components: ReadonlyArray<Component> | null
}

/** Each role may do what those before it may. */
export const has = ({ role }: Pick<Identity, "role">, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed)

/** What each act takes. A test of the server holds it against its routes. */
export const needed = {
  create: "operator",
  cancel: "operator",
  resume: "operator",
  drill: "operator",
  delete: "admin",
  restore: "admin",
  cancelRestore: "operator",
  resumeRestore: "admin",
  pauseSchedule: "operator",
  resumeSchedule: "operator"
} as const satisfies Readonly<Record<string, Role>>

/** What changes something. */
export type Act = keyof typeof needed

/** Those of these components of which it may change something. */
export const permitted = <C extends Component>(
  identity: Identity | null,
  components: ReadonlyArray<C>
): ReadonlyArray<C> => {
  const own = identity?.components ?? null
  return own === null ? components : components.filter((x) => own.includes(x))
}

/**
 * Why it may not, in one sentence; `null`: it may, at least of one of the components. `"all"`: it concerns the whole installation. Nobody has to prove who it is
 * where `identity` is `null`.
 */
export const refusal = (
  identity: Identity | null,
  act: Act,
  components: ReadonlyArray<Component> | "all"
): string | null => {
  if (identity === null) return null
  const { components: own, name, role } = identity
  if (!has(identity, needed[act])) return `${name} has the role ${role}; this takes the role ${needed[act]}.`
  const may = own === null || (components !== "all" && components.some((x) => own.includes(x)))
  return may ? null : `${name} may change ${own.join(" and ")} only.`
}
