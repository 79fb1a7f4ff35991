import { ElasticsearchError } from "../ElasticsearchError.ts"
import type { JsonObject } from "../json/Json.ts"
import type { Security, Subject } from "./Security.ts"

/** What a client may come with; over HTTPS there are tokens as well. */
const challenges = ['Basic realm="security", charset="UTF-8"', "ApiKey"]

/** Who asks; throws 401 for who is not known. `authorization`: the header as it came. */
export const authenticate = (security: Security, authorization: string | undefined, uri: string): Subject => {
  const [, scheme = "", sent = ""] = /^(\S+) +(\S+)$/.exec(authorization ?? "") ?? []
  const [name = "", secret = ""] = splitOnce(Buffer.from(sent, "base64").toString("utf8"))
  switch (scheme.toLowerCase()) {
    case "basic": {
      const user = security.users[name]
      if (user === undefined || user.password !== secret)
        throw refused(`unable to authenticate user [${name}] for REST request [${uri}]`)
      const roles = user.roles.filter((role) => security.roles[role] !== undefined).toSorted()
      const lost = user.roles.filter((role) => security.roles[role] === undefined).toSorted()
      const missing = lost.length === 0 ? "" : ` (assigned roles [${lost.join()}] were not found)`
      return {
        user: name,
        description: `user [${name}] with effective roles [${roles.join()}]${missing}`,
        roles: roles.flatMap((role) => security.roles[role] ?? [])
      }
    }
    case "apikey": {
      const key = security.apiKeys?.[name]
      if (key === undefined || key.key !== secret) {
        const why =
          key === undefined
            ? `unable to find apikey with id ${name}`
            : "invalid credentials for API key [" + name + "]"
        throw refused(
          "unable to authenticate with provided credentials and anonymous access is not allowed for this request",
          { additional_unsuccessful_credentials: `API key: ${why}` }
        )
      }
      return {
        user: key.owner,
        description: `API key id [${name}] of user [${key.owner}]`,
        roles: [key.role]
      }
    }
    default:
      throw refused(`missing authentication credentials for REST request [${uri}]`)
  }
}

const splitOnce = (text: string): readonly string[] => {
  const at = text.indexOf(":")
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

const refused = (reason: string, extra: JsonObject = {}): ElasticsearchError =>
  new ElasticsearchError(401, "security_exception", reason, {
    extra: { ...extra, header: { "WWW-Authenticate": challenges } },
    headers: { "www-authenticate": challenges }
  })
