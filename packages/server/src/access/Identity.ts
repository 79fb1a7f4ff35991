/** Who asks, once it is proved, and what that allows. */
import type { Component } from "@camunda-backup/core"

/** From the least to the most. `viewer` reads; `operator` takes, cancels, resumes and drills; `admin` deletes and restores as well. */
export const roles = ["viewer", "operator", "admin"] as const

/** One of `roles`. */
export type Role = (typeof roles)[number]

/** A person or a program. */
export interface Identity {
  readonly name: string
  readonly role: Role
  /** What it may change something of; `null`: all. What may be seen is not limited by it. */
  readonly components: ReadonlyArray<Component.Component> | null
}

/** Each role may do what those before it may. */
export const has = ({ role }: Identity, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)
