/** Breadth first through every world that can come about; a broken rule comes with the shortest story that leads to it. */
import { hash } from "node:crypto"
import { said } from "./engine.ts"
import { movesOf } from "./moves.ts"
import { type Budget, endOf, initial, isLate, type World } from "./World.ts"

export interface Exploration {
  readonly states: number
  /** Worlds in which nothing is left to do. */
  readonly ends: number
  /** How backups ended, and how often. */
  readonly ways: ReadonlyMap<string, number>
  /** The story of the first broken rule; empty when none is. */
  readonly violation: ReadonlyArray<string>
}

/** It was stopped, and does not say that the rest is unknown because Elasticsearch could not be asked for too long. */
const isStoppedForSure = (world: World): boolean => {
  const end = endOf(world)
  return world.deletion === "none" && end?._tag === "Stopped" && !end.reason.includes("is not known")
}

/** The rule that a world breaks, if any. */
const broken = (world: World): string | null => {
  const state = said(world)
  const open = endOf(world) === null
  const ours = world.parts.filter((x) => x?.by === "us")
  const canCome = world.late.some((x) => x.what === "create" && world.parts[x.part] === null)
  const canGo = isLate(world, "delete")
  if (state === "COMPLETED" && !(ours.length === 3 && ours.every((x) => x?.state === "SUCCESS")))
    return "COMPLETED is said although not every part is ours and SUCCESS"
  if (open && world.deletion === "none" && state === "INCOMPLETE")
    return "INCOMPLETE is said although an owner lives"
  if (open && state === "not found") return "an accepted backup is not found"
  if (world.deletion === "done" && (ours.length > 0 || canCome))
    return "deleted is said although something of the backup is there, or can still come"
  if (world.deletion === "done" && canGo)
    return "deleted is said although a late delete can take what has the name next"
  if (isStoppedForSure(world) && (ours.some((x) => x?.state === "IN_PROGRESS") || canCome))
    return "the attempt was stopped although a part of it runs, or can still come"
  if (isStoppedForSure(world) && canGo && world.parts.every((x) => x === null))
    return "the attempt was stopped, and its id is free, although a late delete can take what has the name next"
  const owners = world.processes.filter(
    ({ doing }) => doing._tag !== "idle" && doing.term === world.lease.term && world.lease.state === "held"
  )
  return owners.length > 1 ? "two processes own the lease" : null
}

/** Nobody has anything left to do: the attempt ended, no deletion is pending, the lease is given back. */
const isAtRest = (world: World): boolean =>
  endOf(world) !== null && world.deletion !== "pending" && world.lease.state === "finished"

/** How a world was come to. The worlds themselves are forgotten when they have been looked at: there are millions. */
interface Steps {
  readonly from: Array<number>
  readonly what: Array<string>
}

const storyOf = ({ from, what }: Steps, at: number): ReadonlyArray<string> => {
  const story: Array<string> = []
  for (let i = at; i > 0; i = from[i] ?? 0) story.unshift(what[i] ?? "")
  return story
}

const keyOf = (world: World): string => hash("md5", JSON.stringify(world), "latin1")

export const explore = (budget: Budget, most = 5_000_000): Exploration => {
  const steps: Steps = { from: [0], what: [""] }
  const waiting: Array<World | null> = [initial(budget)]
  const known = new Map<string, number>([[keyOf(initial(budget)), 0]])
  const edges: Edges = { from: [], to: [] }
  const atRest: Array<number> = []
  const ways = new Map<string, number>()
  const end = (violation: ReadonlyArray<string>): Exploration => ({
    states: waiting.length,
    ends: atRest.length,
    ways,
    violation
  })
  for (let at = 0; at < waiting.length; at++) {
    const world = waiting[at]
    if (world === undefined || world === null || waiting.length > most)
      return end([`more than ${most} states`])
    waiting[at] = null
    const rule = broken(world)
    if (rule !== null) return end([...storyOf(steps, at), `=> ${rule}: ${JSON.stringify(world.parts)}`])
    if (isAtRest(world)) {
      atRest.push(at)
      const how = `${endOf(world)?._tag ?? "open"}${world.deletion === "done" ? " and deleted" : ""}, ${said(world)}`
      ways.set(how, (ways.get(how) ?? 0) + 1)
    }
    for (const { what, to, wrong } of movesOf(world)) {
      if (wrong !== undefined) return end([...storyOf(steps, at), what, `=> ${wrong}`])
      const key = keyOf(to)
      const found = known.get(key) ?? waiting.length
      edges.from.push(at)
      edges.to.push(found)
      if (found < waiting.length) continue
      known.set(key, found)
      waiting.push(to)
      steps.from.push(at)
      steps.what.push(what)
    }
  }
  const stuck = firstStuck(waiting.length, edges, atRest)
  return end(stuck === -1 ? [] : [...storyOf(steps, stuck), "=> from here the request never ends"])
}

interface Edges {
  readonly from: Array<number>
  readonly to: Array<number>
}

/** The first world from which no atRest one can be reached any more; -1 when there is none. */
const firstStuck = (count: number, { from, to }: Edges, atRest: ReadonlyArray<number>): number => {
  // Of each world, where in `sources` those begin that lead to it.
  const begins = new Int32Array(count + 1)
  for (const target of to) begins[target + 1] = (begins[target + 1] ?? 0) + 1
  for (let i = 0; i < count; i++) begins[i + 1] = (begins[i + 1] ?? 0) + (begins[i] ?? 0)
  const filled = begins.slice()
  const sources = new Int32Array(to.length)
  for (const [edge, target] of to.entries()) {
    const place = filled[target] ?? 0
    sources[place] = from[edge] ?? 0
    filled[target] = place + 1
  }
  const reaches = new Uint8Array(count)
  const queue = [...atRest]
  for (const at of atRest) reaches[at] = 1
  for (let i = 0; i < queue.length; i++) {
    const at = queue[i] ?? 0
    for (let place = begins[at] ?? 0; place < (begins[at + 1] ?? 0); place++) {
      const source = sources[place] ?? 0
      if (reaches[source] === 1) continue
      reaches[source] = 1
      queue.push(source)
    }
  }
  return reaches.indexOf(0)
}
