/** What each role is for, asked of a server: every task, and whether it could be done. */
import { Component, type Finding } from "@camunda-backup/core"
import { create, json, type Reply, send } from "./http.ts"
import type { Secured } from "./secured.ts"
import { isState, until } from "./until.ts"

/** Tasks that failed, in order. */
export type Failed = ReadonlyArray<string>

const path = "/operate/actuator/backups"

/** Runs tasks one after the other; what comes after one that failed is tried all the same. */
const inTurn = async (
  tasks: ReadonlyArray<readonly [name: string, run: () => Promise<boolean>]>
): Promise<Failed> => {
  const failed: Array<string> = []
  for (const [name, run] of tasks) if (!(await run())) failed.push(name)
  return failed
}

export const check = async ({ server }: Secured): Promise<ReadonlyArray<Finding.Finding>> => {
  const { json: report } = await send(server().url, "GET", "/api/v1/check")
  return (report as { readonly findings: ReadonlyArray<Finding.Finding> }).findings
}

/** As the superuser, for others to look at and to restore; one of its indices was closed then, and is closed again by a restore. */
export const takeFirst = async ({ ask, server }: Secured): Promise<void> => {
  await ask("POST", "/operate-event-8.3.0_/_close")
  await create(server().url, path, 1)
  await until(() => send(server().url, "GET", `${path}/1`), isState("COMPLETED"))
}

const gets = (secured: Secured, on: string) => async (): Promise<boolean> =>
  (await send(secured.server().url, "GET", on)).status === 200

export const view = (secured: Secured): Promise<Failed> =>
  inTurn([
    ["list", gets(secured, path)],
    ["get", gets(secured, `${path}/1`)],
    ["details", gets(secured, "/api/v1/backups/operate/1")],
    ["attempts", gets(secured, "/api/v1/backups/operate/1/attempts")],
    ["restores", gets(secured, "/api/v1/restores")]
  ])

const has = (status: number) => async (reply: Promise<Reply>) => (await reply).status === status

const hasEnded = (reply: Reply): boolean => reply.status !== 200 || !isState("IN_PROGRESS")(reply)

export const operate = (secured: Secured): Promise<Failed> => {
  const { url } = secured.server()
  const at = "/api/v1/backups/operate/2"
  const completes = async (component: string, id: number) =>
    isState("COMPLETED")(
      await until(() => send(url, "GET", `/${component}/actuator/backups/${id}`), hasEnded)
    )
  const hold = secured.backend.emulator.snapshots.hold(
    `${Component.snapshotPrefix("operate")}2_8.7.2_part_2_of_6`
  )
  return inTurn([
    ["create", () => has(200)(create(url, path, 2))],
    [
      "cancel",
      async () => {
        const begun = await until(
          () => send(url, "GET", at),
          (x) => x.status !== 200 || x.text.includes('"IN_PROGRESS","startedAt"')
        )
        const cancelled = begun.status === 200 && (await send(url, "POST", `${at}/cancel`)).status === 202
        // Without the right to abort it, the part comes to its own end.
        hold.release()
        if (cancelled) await until(() => send(url, "GET", at), isState("INCOMPLETE"))
        return cancelled
      }
    ],
    ["resume", async () => (await has(202)(send(url, "POST", `${at}/resume`))) && completes("operate", 2)],
    ["attempts", gets(secured, `${at}/attempts`)],
    ["delete", () => has(204)(send(url, "DELETE", `${path}/2`))],
    [
      "create both",
      async () =>
        (await has(202)(send(url, "POST", "/api/v1/backups", { headers: json, body: '{"backupId":"3"}' }))) &&
        (await completes("operate", 3)) &&
        (await completes("tasklist", 3))
    ]
  ])
}

interface Planned {
  readonly digest: string
  readonly findings: ReadonlyArray<Finding.Finding>
}

interface Restoring {
  readonly restore: {
    readonly transitions: ReadonlyArray<{
      readonly event: { readonly _tag: string; readonly how?: { readonly _tag: string } }
    }>
  }
}

const post = ({ server }: Secured, on: string, body: object): Promise<Reply> =>
  send(server().url, "POST", `/api/v1${on}`, { headers: json, body: JSON.stringify(body) })

const question = (more: object) => ({ component: "operate", backupId: "1", ...more })

/** Of a restore of the first backup; `null`: it could not be made. */
export const planOf = async (secured: Secured, more: object): Promise<Planned | null> => {
  const { json: plan, status } = await post(secured, "/restores/plan", question(more))
  return status === 200 ? (plan as Planned) : null
}

/** Whether a restore of the first backup is completed. */
export const completes = async (secured: Secured, more: object): Promise<boolean> => {
  const plan = await planOf(secured, more)
  if (plan === null) return false
  const begun = await post(secured, "/restores", { ...question(more), digest: plan.digest })
  if (begun.status !== 202) return false
  const { id } = begun.json as { readonly id: string }
  const last = (reply: Reply) => (reply.json as Restoring).restore.transitions.at(-1)?.event
  const ended = await until(
    () => send(secured.server().url, "GET", `/api/v1/restores/${id}`),
    (x) => x.status !== 200 || last(x)?._tag === "Ended"
  )
  return ended.status === 200 && last(ended)?.how?._tag === "Completed"
}

export const restore = (secured: Secured): Promise<Failed> =>
  inTurn([
    ["drill", () => completes(secured, { target: "drill" })],
    ["restore", () => completes(secured, { target: "in-place" })],
    ["restores", gets(secured, "/api/v1/restores")]
  ])
