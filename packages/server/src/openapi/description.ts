/** The OpenAPI 3.1 description of everything that is served, made of the contract's codecs and the tables of problems. */
import { HttpApi, OpenApi } from "effect/http-api"
import { management, operate, primary, tasklist } from "./actuator.ts"
import { api } from "./api.ts"
import { restores } from "./restores.ts"
import { schedules } from "./schedules.ts"

const all = HttpApi.make("camunda-backup")
  .add(api)
  .add(restores)
  .add(schedules)
  .add(operate)
  .add(tasklist)
  .add(primary)
  .add(management)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** What the names of our own formats mean: Effect's schemas have no place for the pattern of a text. */
const patterns: Readonly<Record<string, string>> = {
  "backup-id": "^[0-9]{1,19}$",
  "list-pattern": "^[0-9]*\\*?$",
  limit: "^[0-9]{1,5}$"
}

/** How Effect's own client reads a stream is nobody else's business, and a choice of one thing is that thing. */
const plain = (key: string, value: unknown): unknown => {
  if (key.startsWith("x-effect-")) return undefined
  if (!isRecord(value)) return value
  const { anyOf, format, ...rest } = value
  if (typeof format === "string" && patterns[format] !== undefined)
    return { ...rest, pattern: patterns[format] }
  if (!Array.isArray(anyOf) || anyOf.length !== 1) return value
  const [only]: ReadonlyArray<unknown> = anyOf
  return isRecord(only) ? { ...rest, ...only } : value
}

/** One of these, where the server is told who may ask; where it is not, nothing. */
const secured = (described: ReturnType<typeof OpenApi.fromApi>): object => ({
  ...described,
  components: {
    ...described.components,
    securitySchemes: {
      token: {
        type: "http",
        scheme: "bearer",
        description:
          "A token of `CAMUNDA_BACKUP_ACCESS_FILE`, or one of the OpenID Connect provider that it names."
      },
      basic: {
        type: "http",
        scheme: "basic",
        description: "The name of an entry of that file, and its token."
      },
      certificate: {
        type: "mutualTLS",
        description: "A certificate whose common name an entry of that file has."
      }
    }
  },
  security: [{ token: [] }, { basic: [] }, { certificate: [] }, {}]
})

/** JSON text, for the version of the program. */
export const description = (version: string): string =>
  JSON.stringify(
    secured(
      OpenApi.fromApi(
        all.annotateMerge(
          OpenApi.annotations({
            title: "camunda-backup",
            version,
            description:
              "Backups of Camunda 8.7's Operate and Tasklist data in Elasticsearch. New members may be added to bodies; base decisions on `code`.",
            license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" }
          })
        )
      )
    ),
    plain,
    2
  )
