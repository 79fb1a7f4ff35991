/** The OpenAPI 3.1 description of everything that is served, made of the contract's codecs and the tables of problems. */
import { HttpApi, OpenApi } from "effect/http-api"
import { management, operate, primary, tasklist } from "./actuator.ts"
import { api } from "./api.ts"

const all = HttpApi.make("camunda-backup").add(api).add(operate).add(tasklist).add(primary).add(management)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** How Effect's own client reads a stream is nobody else's business, and a choice of one thing is that thing. */
const plain = (key: string, value: unknown): unknown => {
  if (key.startsWith("x-effect-")) return undefined
  if (!isRecord(value) || !Array.isArray(value["anyOf"]) || value["anyOf"].length !== 1) return value
  const { anyOf, ...rest } = value
  const [only]: ReadonlyArray<unknown> = Array.isArray(anyOf) ? anyOf : []
  return isRecord(only) ? { ...rest, ...only } : value
}

/** JSON text, for the version of the program. */
export const description = (version: string): string =>
  JSON.stringify(
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
    ),
    plain,
    2
  )
