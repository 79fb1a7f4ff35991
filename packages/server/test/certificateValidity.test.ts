/** When somebody has to hear that the certificate of the port ends. */
import { Option } from "effect"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { dueAt, lookAgainIn, validityOf } from "../src/access/certificateValidity.ts"
import { watchValidity } from "../src/access/watchValidity.ts"
import { authority } from "./harness/authority.ts"

const second = 1000
const hour = 3600 * second
const day = 24 * hour

it("is that of all certificates of a file together", async () => {
  const ours = await authority("ours")
  const soon = new Date(Date.UTC(2050, 0, 2, 3, 4, 5))
  const one = await ours.sign("one", soon)
  expect(Option.getOrThrow(validityOf(one.cert))).toEqual({
    from: soon.getTime() - day,
    to: soon.getTime()
  })
  const later = await ours.sign("later", new Date(soon.getTime() + hour))
  expect(Option.getOrThrow(validityOf(`${later.cert}\n${one.cert}\n`))).toEqual({
    from: soon.getTime() + hour - day,
    to: soon.getTime()
  })
  const broken = one.cert.replace(/\n.{20}/, "\nAAAAAAAAAAAAAAAAAAAA")
  expect([validityOf("nothing"), validityOf(broken)].map(Option.isNone)).toEqual([true, true])
})

it.each([
  ["a year", 365 * day, 14 * day],
  ["90 days", 90 * day, 14 * day],
  ["six days", 6 * day, 2 * day],
  ["an hour", hour, hour / 3]
])("is near its end in the last 14 days, or the last third: %s", (_name, life, left) => {
  const validity = { from: 5 * day, to: 5 * day + life }
  expect(validity.to - dueAt(validity)).toBe(left)
})

it("is looked at when it is due, when it has ended, and once a day", () => {
  const validity = { from: 0, to: 90 * day }
  const times: Array<number> = []
  for (let at = 75.5 * day; at < 92 * day; at += lookAgainIn(validity, at)) times.push(at / day)
  const [first, due, ...others] = times
  expect([first, Math.floor(due ?? 0)]).toEqual([75.5, 76])
  expect(others.length).toBeLessThan(18)
  expect(times.filter((x) => x > 90 && x < 90.001)).toHaveLength(1)
})

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }))
afterEach(() => void vi.useRealTimers())

const watched = () => {
  const told: Array<"near" | "ended"> = []
  const watch = watchValidity(({ to }, now) => told.push(now > to ? "ended" : "near"))
  return { ...watch, told }
}

it("is said at the start and once a day, of the one that is served now", () => {
  const { current, served, stop, told } = watched()
  const now = Date.now()
  served(Option.some({ from: now - 80 * day, to: now + 10 * day }))
  expect(told).toEqual(["near"])
  vi.advanceTimersByTime(3 * day)
  expect(told).toEqual(["near", "near", "near", "near"])
  const renewed = Option.some({ from: Date.now(), to: Date.now() + 90 * day })
  served(renewed)
  expect(current()).toBe(renewed)
  vi.advanceTimersByTime(75 * day)
  expect(told).toHaveLength(4)
  vi.advanceTimersByTime(15.5 * day)
  expect(told.slice(4)).toEqual([...Array.from({ length: told.length - 5 }, () => "near"), "ended"])
  expect(told.length).toBeLessThan(22)
  stop()
  vi.advanceTimersByTime(30 * day)
  expect(told.length).toBeLessThan(22)
})

it("says nothing of one that cannot be read", () => {
  const { current, served, told } = watched()
  served(Option.none())
  vi.advanceTimersByTime(30 * day)
  expect([told, Option.isNone(current()), vi.getTimerCount()]).toEqual([[], true, 0])
})
