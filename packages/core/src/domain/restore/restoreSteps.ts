/** The requests that a plan comes to, in order, as they can be sent by hand when nothing else is at hand. */
import { indicesOf, namePrefixOf, type RestorePlan, type Stage, stagesOf } from "./RestorePlan.ts"
import { type PlannedTemplate, templateBody, templatePath } from "./PlannedTemplate.ts"
import type { RestoreId } from "../RestoreId.ts"
import { restoreBody } from "./restoreBody.ts"
import { restoreId } from "../RestoreId.ts"
import * as Quantities from "../Quantities.ts"

/** One request. */
export interface RestoreStep {
  /** What it does, in words. */
  readonly what: string
  /** For a shell in which `$ES` is the address of Elasticsearch. */
  readonly curl: string
}

/** A DELETE takes as many names as go into one request line. */
const namesAtOnce = 20

/** Stands for the id that a run will have. */
const byHand = restoreId("00000000000000000000000000000000")

const quoted = (json: string): string => `'${json.replaceAll("'", String.raw`'\''`)}'`

const request = (method: string, path: string, body?: unknown): string =>
  body === undefined
    ? `curl -X ${method} "$ES/${path}"`
    : `curl -X ${method} "$ES/${path}" -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`

/** The body is as it was captured; that of a policy stands in one of its own. */
const put = ({ body, kind, name }: PlannedTemplate): string =>
  `curl -X PUT "$ES/${templatePath(kind, name)}" -H 'Content-Type: application/json' -d ${quoted(templateBody(kind, body))}`

const chunks = <A>(all: ReadonlyArray<A>, size: number): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

const ofStage = (plan: RestorePlan, stage: Stage, id: RestoreId): ReadonlyArray<RestoreStep> => {
  const prefix = namePrefixOf(plan, stage, id)
  const made = indicesOf(plan).map((x) => `${prefix}${x.name}`)
  const trial = stage === "drill"
  return [
    ...(stage === "restore"
      ? chunks(plan.doomed, namesAtOnce).map((some) => ({
          what: `delete ${Quantities.count(some.length, "index", "indices")}`,
          curl: request("DELETE", some.map((x) => x.name).join(","))
        }))
      : []),
    ...plan.parts
      .filter((x) => x.indices.length > 0)
      .map(({ indices, part, snapshot }) => ({
        what: `restore part ${part}; success is failed == 0 and successful == total, whatever the status`,
        curl: request(
          "POST",
          `_snapshot/${plan.repository}/${snapshot}/_restore?wait_for_completion=true`,
          restoreBody({
            indices: indices.map((x) => x.name),
            namePrefix: prefix,
            mark: id,
            trial,
            blocksLater: false
          })
        )
      })),
    ...(stage === "restore" ? plan.templates : []).map((x) => ({
      what: `put ${x.kind} ${x.name} back, when the restored indices are as they should be`,
      curl: put(x)
    })),
    ...chunks(made, namesAtOnce).map((some) =>
      trial
        ? { what: "drop what the drill made", curl: request("DELETE", some.join(",")) }
        : {
            what: "let the restored indices be written to, when they are as they should be",
            curl: request("PUT", `${some.join(",")}/_settings`, {
              "index.blocks.write": null,
              "archived.*": null
            })
          }
    )
  ]
}

/** Every request of the plan, in order. */
export const stepsOf = (plan: RestorePlan): ReadonlyArray<RestoreStep> =>
  stagesOf(plan).flatMap((stage) => ofStage(plan, stage, byHand))
