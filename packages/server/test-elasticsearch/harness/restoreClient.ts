/** A backup of one component taken, drilled and restored over HTTP, as an operator does it. */
import { type Component } from "@camunda-backup/core"
import { expect } from "vitest"
import { create, json, type Reply, send } from "../../test/harness/http.ts"
import type { PlanBody, RestoreBody } from "../../test/suites/restoreScene.ts"
import { isState, until } from "../../test/harness/until.ts"

export type More = Readonly<Record<string, unknown>>

export interface Ended {
  readonly how: string
  /** The end as it is recorded: its reason, the index and shard that failed, the differences. */
  readonly end: More
  readonly events: ReadonlyArray<string>
}

export interface RestoreClient {
  /** As far as COMPLETED. */
  readonly backUp: (backupId: number) => Promise<void>
  readonly plan: (more?: More) => Promise<PlanBody>
  /** Plans, and asks for what was planned. */
  readonly ask: (more?: More) => Promise<Reply>
  /** The same, and it is accepted; gives back its id. */
  readonly start: (more?: More) => Promise<string>
  readonly resume: (id: string) => Promise<Reply>
  readonly transitions: (id: string) => Promise<RestoreBody["transitions"]>
  /** Waits until it has ended. */
  readonly ended: (id: string, withinMillis?: number) => Promise<Ended>
  /** What the last drill or restore of the backup has proved. */
  readonly verification: (backupId: number) => Promise<More | undefined>
}

const restoreOf = (reply: Reply): RestoreBody => (reply.json as { readonly restore: RestoreBody }).restore

/** `url`: of our server, also of the one that takes another's place. */
export const restoreClient = (url: () => string, component: Component.Component): RestoreClient => {
  const path = `/${component}/actuator/backups`
  const post = (on: string, body: More = {}): Promise<Reply> =>
    send(url(), "POST", `/api/v1${on}`, { headers: json, body: JSON.stringify(body) })
  const question = (more: More = {}): More => ({ component, backupId: "1", target: "in-place", ...more })
  const status = (id: string): Promise<Reply> => send(url(), "GET", `/api/v1/restores/${id}`)
  const plan = async (more?: More): Promise<PlanBody> => {
    const reply = await post("/restores/plan", question(more))
    expect(reply.status, reply.text).toBe(200)
    return reply.json as PlanBody
  }
  const ask = async (more?: More): Promise<Reply> => {
    const { digest } = await plan(more)
    return post("/restores", question({ digest, ...more }))
  }
  return {
    plan,
    ask,
    backUp: async (backupId) => {
      const created = await create(url(), path, backupId)
      expect(created.status, created.text).toBe(200)
      await until(() => send(url(), "GET", `${path}/${backupId}`), isState("COMPLETED"), 60_000)
    },
    start: async (more) => {
      const reply = await ask(more)
      expect(reply.status, reply.text).toBe(202)
      return (reply.json as RestoreBody).id
    },
    resume: (id) => post(`/restores/${id}/resume`),
    transitions: async (id) => restoreOf(await status(id)).transitions,
    ended: async (id, withinMillis = 60_000) => {
      const reply = await until(
        () => status(id),
        (x) => x.status === 200 && restoreOf(x).transitions.at(-1)?.event._tag === "Ended",
        withinMillis
      )
      const { transitions } = restoreOf(reply)
      const end = transitions.at(-1)?.event.how ?? { _tag: "" }
      return { how: end._tag, end: { ...end }, events: transitions.map((x) => x.event._tag) }
    },
    verification: async (backupId) => {
      const reply = await send(url(), "GET", `/api/v1/verifications?component=${component}`)
      const { verifications } = reply.json as { readonly verifications: ReadonlyArray<More> }
      return verifications.find((x) => x["backupId"] === String(backupId))
    }
  }
}
