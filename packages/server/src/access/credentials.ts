/** What the header `Authorization` says, before it is known whether it is true. */

export type Credentials =
  | { readonly _tag: "Bearer"; readonly token: string }
  /** Of a browser or a tool that knows nothing else: a name of the access file, and its token as the password. */
  | { readonly _tag: "Basic"; readonly name: string; readonly password: string }

const ofBasic = (encoded: string): Credentials | null => {
  const [, name, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? []
  return name === undefined || password === undefined ? null : { _tag: "Basic", name, password }
}

/** `null`: it is none of ours. */
export const credentialsOf = (authorization: string): Credentials | null => {
  const [, scheme = "", value = ""] = /^(Bearer|Basic) +([\x21-\x7e]+) *$/i.exec(authorization) ?? []
  switch (scheme.toLowerCase()) {
    case "bearer":
      return { _tag: "Bearer", token: value }
    case "basic":
      return ofBasic(value)
    default:
      return null
  }
}
