/** The decisions of a restore in every situation that it can get into: what it deletes, what it calls completed, what it leaves. */
import { hash } from "node:crypto"
import { describe, expect, it } from "vitest"
import type { RestorePlan } from "../../../src/domain/restore/RestorePlan.ts"
import { type Budget, endOf, initial, planOf, withTemplate, type World } from "./RestoreWorld.ts"
import { movesOf } from "./restoreMoves.ts"

const keyOf = (world: World): string =>
  hash(
    "md5",
    JSON.stringify(world, (_, x) => (typeof x === "bigint" ? String(x) : x instanceof Map ? [...x] : x)),
    "latin1"
  )

interface Explored {
  readonly states: number
  readonly ends: ReadonlyMap<string, number>
  /** The shortest story to a broken rule, or to a world from which no end can be reached; empty when there is none. */
  readonly violation: ReadonlyArray<string>
}

const explore = (plan: RestorePlan, budget: Budget): Explored => {
  const worlds: Array<World | null> = [initial(plan, budget)]
  const from = [0]
  const what = [""]
  const known = new Map([[keyOf(initial(plan, budget)), 0]])
  const into: Array<Array<number>> = [[]]
  const ended: Array<number> = []
  const ends = new Map<string, number>()
  const storyOf = (at: number): ReadonlyArray<string> => {
    const story: Array<string> = []
    for (let i = at; i > 0; i = from[i] ?? 0) story.unshift(what[i] ?? "")
    return story
  }
  for (let at = 0; at < worlds.length; at++) {
    const world = worlds[at]
    if (world === null || world === undefined) continue
    worlds[at] = null
    if (world.broken !== null)
      return { states: worlds.length, ends, violation: [...storyOf(at), world.broken] }
    const how = endOf(world)
    if (world.work === null && how !== null) {
      ended.push(at)
      ends.set(how._tag, (ends.get(how._tag) ?? 0) + 1)
    }
    for (const move of movesOf(world)) {
      const key = keyOf(move.to)
      const seen = known.get(key)
      if (seen === undefined) {
        known.set(key, worlds.length)
        into.push([at])
        from.push(at)
        what.push(move.what)
        worlds.push(move.to)
      } else into[seen]?.push(at)
    }
  }
  const reaching = new Set(ended)
  const queue = [...ended]
  for (let next = queue.pop(); next !== undefined; next = queue.pop())
    for (const before of into[next] ?? [])
      if (!reaching.has(before)) {
        reaching.add(before)
        queue.push(before)
      }
  const stuck = worlds.findIndex((_, at) => !reaching.has(at))
  return {
    states: worlds.length,
    ends,
    violation: stuck < 0 ? [] : [...storyOf(stuck), "and never ends"]
  }
}

const none: Budget = { crashes: 0, lost: 0, failures: 0, strangers: 0, stops: 0, resumes: 0, differences: 0 }
const drill = planOf({ _tag: "Drill" }, { _tag: "NotNeeded" }, [])
const inPlace = planOf({ _tag: "InPlace" }, { _tag: "Waived" }, ["a", "c"])
const inPlaceOfOne = planOf({ _tag: "InPlace" }, { _tag: "Waived" }, ["a"])
const drillFirst = planOf({ _tag: "InPlace" }, { _tag: "DrillFirst" }, ["a", "c"])
const into = planOf({ _tag: "Into", prefix: "copy-" }, { _tag: "NotNeeded" }, [])

describe("every reachable situation of a restore", () => {
  it.each<[string, RestorePlan, Budget]>([
    [
      "a drill, with a crash, lost answers, a failure and a stop",
      drill,
      { ...none, crashes: 1, lost: 2, failures: 1, stops: 1, differences: 1 }
    ],
    [
      "in place, with a crash, a lost answer and a resume",
      inPlace,
      { ...none, crashes: 1, lost: 1, resumes: 1, stops: 1 }
    ],
    ["in place, with lost answers and strangers", inPlace, { ...none, lost: 2, strangers: 1, failures: 1 }],
    [
      "in place, with differences and failures, resumed",
      inPlace,
      { ...none, failures: 1, differences: 1, resumes: 2 }
    ],
    [
      "in place after a drill, with a crash and a lost answer",
      drillFirst,
      { ...none, crashes: 1, lost: 1, failures: 1, differences: 1 }
    ],
    [
      "in place with a template, with a crash, lost answers, a refusal, a stop and a resume",
      withTemplate(inPlaceOfOne),
      { ...none, crashes: 1, lost: 1, failures: 1, stops: 1, resumes: 1 }
    ],
    [
      "in place with a template, with differences and failures, resumed",
      withTemplate(inPlaceOfOne),
      { ...none, failures: 2, differences: 1, resumes: 2 }
    ],
    [
      "into other names, with a crash, a stop and lost answers",
      into,
      { ...none, crashes: 1, lost: 2, stops: 1, failures: 1 }
    ]
  ])("keeps the rules: %s", { timeout: 120_000 }, (name, plan, budget) => {
    const { ends, states, violation } = explore(plan, budget)
    process.stdout.write(
      `${name}: ${states} states (${[...ends].map(([how, n]) => `${n} ${how}`).join(", ")})\n`
    )
    expect(violation.join("\n")).toBe("")
    expect(ends.get("Completed")).toBeGreaterThan(0)
  })
})
