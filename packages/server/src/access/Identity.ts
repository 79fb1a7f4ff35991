/** Who asks, once it is proved: as core knows it, so that front ends say beforehand what is refused here. */
import { Identity as Known } from "@camunda-backup/core"

export const { has, roles } = Known

/** One of `roles`. */
export type Role = Known.Role

/** A person or a program. */
export type Identity = Known.Identity
