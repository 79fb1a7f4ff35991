import { type Control, ControlError } from "../../faults/Control.ts"
import { ControlBody } from "../../faults/ControlBody.ts"
import { type ShardDamage, shardDamages } from "../snapshots/ShardDamage.ts"
import type { SnapshotControl } from "../snapshots/SnapshotControl.ts"
import type { Hold, Outcome } from "../snapshots/SnapshotDirectives.ts"

/** What `/_emulator` offers beyond faults where an emulator, not a proxy, is behind it. */
export const emulatorControls = (
  snapshots: SnapshotControl,
  crash: (millis: number) => void
): readonly Control[] => {
  const holds = new Map<string, Hold>()
  let made = 0
  return [
    {
      method: "POST",
      path: "/_emulator/snapshots/hold",
      handle: ({ body }) => {
        const { name } = ControlBody.parse(body, ["name"])
        const id = String(++made)
        holds.set(id, snapshots.hold(nameOf(name)))
        return { status: 201, json: { id } }
      }
    },
    {
      method: "POST",
      path: "/_emulator/restores/hold",
      handle: ({ body }) => {
        const { name } = ControlBody.parse(body, ["name"])
        const id = String(++made)
        holds.set(id, snapshots.holdRestore(nameOf(name)))
        return { status: 201, json: { id } }
      }
    },
    {
      method: "POST",
      path: "/_emulator/snapshots/release",
      handle: ({ body }) => {
        const { id } = ControlBody.parse(body, ["id"])
        const released = [...holds].filter(([held]) => id === undefined || held === id)
        if (id !== undefined && released.length === 0) throw new ControlError(404, "No such hold.")
        for (const [held, hold] of released) {
          hold.release()
          holds.delete(held)
        }
        return { status: 200, json: { released: released.length } }
      }
    },
    {
      method: "POST",
      path: "/_emulator/snapshots/outcome",
      handle: ({ body }) => {
        const { name, outcome, times } = ControlBody.parse(body, ["name", "outcome", "times"])
        snapshots.outcome(
          nameOf(name),
          outcomeOf(outcome),
          times === undefined ? Infinity : ControlBody.number(times, "times")
        )
        return { status: 201, json: {} }
      }
    },
    {
      method: "POST",
      path: "/_emulator/snapshots/damage",
      handle: ({ body }) => {
        const { name, index, shard, how } = ControlBody.parse(body, ["name", "index", "shard", "how"])
        if (index !== undefined) {
          const place = shard === undefined ? 0 : ControlBody.number(shard, "shard")
          if (!snapshots.damageShard(nameOf(name), ControlBody.text(index, "index"), place, damageOf(how)))
            throw new ControlError(
              404,
              "No finished snapshot has this name and a shard of this index with documents."
            )
          return { status: 200, json: {} }
        }
        if (!snapshots.damage(nameOf(name)))
          throw new ControlError(404, "No finished snapshot has this name.")
        return { status: 200, json: {} }
      }
    },
    {
      method: "POST",
      path: "/_emulator/snapshots/corrupt",
      handle: ({ body }) => {
        const { index, shard } = ControlBody.parse(body, ["index", "shard"])
        snapshots.corrupt(
          ControlBody.text(index, "index"),
          shard === undefined ? undefined : ControlBody.number(shard, "shard")
        )
        return { status: 201, json: {} }
      }
    },
    {
      method: "POST",
      path: "/_emulator/crash",
      handle: ({ body }) => {
        const { milliseconds } = ControlBody.parse(body, ["milliseconds"])
        const millis = ControlBody.number(milliseconds, "milliseconds")
        return { status: 202, json: {}, afterwards: () => crash(millis) }
      }
    }
  ]
}

const damageOf = (how: unknown): ShardDamage => {
  const found = shardDamages.find((one) => one === (how ?? "changed"))
  if (found === undefined) throw new ControlError(400, `"how" is one of ${shardDamages.join(", ")}.`)
  return found
}

const nameOf = (name: unknown): string => ControlBody.text(name, "name")

const outcomeOf = (given: unknown): Outcome => {
  const { state, reason, without, failures, vanish } = ControlBody.parse(given, [
    "state",
    "reason",
    "without",
    "failures",
    "vanish"
  ])
  if (vanish === true) return { vanish: true }
  if (state === "FAILED") return { state, reason: ControlBody.text(reason, "reason") }
  if (state === "SUCCESS")
    return { state, without: ControlBody.list(without ?? [], "without").map((one) => String(one)) }
  if (state === "PARTIAL")
    return failures === undefined ? { state } : { state, failures: failuresOf(failures) }
  throw new ControlError(
    400,
    'An outcome is {"state": "SUCCESS" | "PARTIAL" | "FAILED", …} or {"vanish": true}.'
  )
}

const failuresOf = (given: unknown) =>
  ControlBody.list(given, "failures").map((failure) => {
    const { index, shard, reason } = ControlBody.parse(failure, ["index", "shard", "reason"])
    return {
      ...(index === undefined ? {} : { index: ControlBody.text(index, "index") }),
      ...(shard === undefined ? {} : { shard: ControlBody.number(shard, "shard") }),
      ...(reason === undefined ? {} : { reason: ControlBody.text(reason, "reason") })
    }
  })
