/** As in the body of `PUT /_security/role/{name}`. */
export interface Role {
  readonly cluster: readonly string[]
  readonly indices: readonly { readonly names: readonly string[]; readonly privileges: readonly string[] }[]
}

export interface SecurityUser {
  readonly password: string
  /** Names of roles; one that is not there grants nothing. */
  readonly roles: readonly string[]
}

/** Its privileges are its own: those of its owner are not looked at. */
export interface SecurityApiKey {
  readonly key: string
  readonly owner: string
  readonly role: Role
}

/** Who may do what. A server without it lets everybody do everything. */
export interface Security {
  readonly roles: Readonly<Record<string, Role>>
  readonly users: Readonly<Record<string, SecurityUser>>
  /** By id. */
  readonly apiKeys?: Readonly<Record<string, SecurityApiKey>>
}

/** Who asks, once it is known. */
export interface Subject {
  readonly user: string
  /** As refusals name it. */
  readonly description: string
  readonly roles: readonly Role[]
}
