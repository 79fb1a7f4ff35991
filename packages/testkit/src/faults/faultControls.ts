import { type Control, ControlError } from "./Control.ts"
import { decodeFaultRule } from "./decodeFaultRule.ts"
import type { Fault, FaultReport, Faults } from "./Faults.ts"

/** Rules over HTTP. */
export const faultControls = (faults: Faults): readonly Control[] => {
  const find = (id = ""): Fault => {
    const fault = faults.get(id)
    if (fault === undefined) throw new ControlError(404, `No fault has the id ${id}.`)
    return fault
  }
  const report = (id: string): unknown =>
    faults
      .list()
      .filter((one) => one.id === id)
      .map(reportJson)[0]
  return [
    {
      method: "POST",
      path: "/_emulator/faults",
      handle: ({ body }) => ({ status: 201, json: report(faults.next(decodeFaultRule(body)).id) })
    },
    {
      method: "GET",
      path: "/_emulator/faults",
      handle: () => ({ status: 200, json: { faults: faults.list().map(reportJson) } })
    },
    {
      method: "DELETE",
      path: "/_emulator/faults",
      handle: () => {
        faults.clear()
        return { status: 200, json: {} }
      }
    },
    {
      method: "GET",
      path: "/_emulator/faults/{id}",
      // With `wait=true` the answer comes when the first request has been struck.
      handle: async ({ params, query }) => {
        const { id, arrived } = find(params["id"])
        if (query.get("wait") === "true") await arrived
        return { status: 200, json: report(id) }
      }
    },
    {
      method: "DELETE",
      path: "/_emulator/faults/{id}",
      handle: ({ params }) => {
        faults.clear(find(params["id"]).id)
        return { status: 200, json: {} }
      }
    },
    {
      method: "POST",
      path: "/_emulator/faults/{id}/release",
      handle: ({ params }) => {
        const { id, release } = find(params["id"])
        release()
        return { status: 200, json: report(id) }
      }
    }
  ]
}

/** `left` is null without an end. */
const reportJson = ({ id, rule, struck, left }: FaultReport): unknown => ({
  id,
  struck,
  left: Number.isFinite(left) ? left : null,
  rule: {
    ...rule,
    ...(rule.path instanceof RegExp ? { path: undefined, pathPattern: rule.path.source } : {}),
    ...(rule.body === undefined ? {} : { body: undefined, bodyPattern: rule.body.source })
  }
})
