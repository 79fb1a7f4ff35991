/** The list by pages, over a server that is played by `BackupPage` itself: what is asked, when, and what may be said meanwhile. */
import { type Backup, BackupError, BackupPage, TransportError } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { confirmationOf } from "../../src/tui/confirmation/confirmationOf.ts"
import { factsKey, type Model } from "../../src/tui/model/Model.ts"
import type { Msg } from "../../src/tui/model/Msg.ts"
import type { Task } from "../../src/tui/model/Task.ts"
import { textOfLine } from "../../src/tui/view/Line.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { after, backup, blank, both, detailsOf, id, now, press } from "./builders.ts"

const away = new TransportError.ServerUnreachable({ url: "http://x", reason: "refused.", boundMillis: null })
const following: Msg = { _tag: "Told", event: { _tag: "Missed" } }

interface Server {
  backups: ReadonlyArray<Backup.Backup>
  isAway: boolean
  /** Since the last look at it. */
  asked: Array<Task>
}

const serverOf = (backups: ReadonlyArray<Backup.Backup>): Server => ({ backups, isAway: false, asked: [] })

/** Of both components, an hour apart, the newest first. */
const many = (n: number, given: (i: number) => Parameters<typeof both>[1] = () => ({})) =>
  Array.from({ length: n }, (_, i) => both(1_700_000_000 - i, { hours: i + 1, ...given(i) })).flat()

const answerOf = (server: Server, task: Task, at: number): Msg | null => {
  if (task._tag === "Page") {
    const { after: from, component, limit } = task
    const all = server.backups.filter((x) => x.component === component)
    const page = BackupPage.page(all, { states: [], limit, after: Option.fromNullishOr(from) })
    const answer = server.isAway ? Result.fail(away) : Result.succeed(page)
    return { _tag: "Paged", component, after: from, answer, at }
  }
  if (task._tag === "Details") {
    const { backupId, component } = task
    const found = server.backups.find((x) => x.component === component && x.backupId === backupId)
    const answer = server.isAway
      ? Result.fail(away)
      : found === undefined
        ? Result.fail(new BackupError.BackupNotFound({ backupId, ended: null }))
        : Result.succeed(detailsOf(found))
    return { _tag: "Detailed", component, backupId, answer, at }
  }
  return task._tag === "Verifications"
    ? { _tag: "Verified", component: task.component, answer: Result.succeed(new Map()) }
    : null
}

/** The messages, and what follows from the answers to what they ask. */
const served = (server: Server, model: Model, ...messages: ReadonlyArray<Msg>): Model => {
  let next = model
  const queue = [...messages]
  while (queue.length > 0) {
    const [stepped, tasks] = after(next, ...queue.splice(0, 1))
    next = stepped
    server.asked.push(...tasks)
    queue.push(...tasks.flatMap((x) => answerOf(server, x, next.now) ?? []))
  }
  return next
}

const typed = (server: Server, model: Model, ...strokes: ReadonlyArray<string>): Model => {
  const [next, tasks] = press(model, ...strokes)
  server.asked.push(...tasks)
  return served(server, next, ...tasks.flatMap((x) => answerOf(server, x, next.now) ?? []))
}

/** Four ticks a second, as in the program. */
const during = (server: Server, model: Model, seconds: number): Model => {
  let next = model
  for (let i = 1; i <= seconds * 4; i++)
    next = served(server, next, { _tag: "Tick", now: model.now + i * 250 })
  return next
}

const begun = (server: Server, ...more: ReadonlyArray<Msg>): Model =>
  served(server, blank(80, 24, { paged: true }), { _tag: "Tick", now }, ...more)

const countOf = (server: Server): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const x of server.asked.splice(0)) counts[x._tag] = (counts[x._tag] ?? 0) + 1
  return counts
}

const text = (model: Model): string => frame(model).map(textOfLine).join("\n")

describe("a list of thousands", () => {
  it("is read as far as it is shown, and some more", () => {
    const server = serverOf(many(5000))
    const model = begun(server)
    expect(countOf(server)["Page"]).toBe(2)
    expect(model.rows.length).toBe(100)
    expect(text(model)).toContain("100+ backups")
    expect(text(model)).toContain("of 100+")
  })

  it("is read further when somebody scrolls there, and to its end by G", () => {
    const server = serverOf(many(1500))
    const model = typed(server, begun(server), ...Array.from({ length: 6 }, () => "pgdn"))
    expect(model.rows.length).toBeGreaterThan(500)
    const end = typed(server, model, "G")
    expect(end.rows.length).toBe(1500)
    expect(end.visible[end.list.index]?.key).toBe(String(1_700_000_000 - 1499))
    expect(text(end)).toContain("1500 backups")
  })

  it("is read to its end for a filter, and says how far it is", () => {
    const server = serverOf(many(1500))
    const [typing, tasks] = press(begun(server), "/", ...Array.from("16999985"))
    expect(text(typing)).toContain("None of the newest 100 matches")
    const found = served(server, typing, ...tasks.flatMap((x) => answerOf(server, x, now) ?? []))
    expect(found.rows.length).toBe(1500)
    expect(found.visible.length).toBe(99)
  })

  it("has a newest good backup although none of its first pages is good", () => {
    const parts = ["SUCCESS", "PARTIAL"] as const
    const server = serverOf(many(1200, (i) => (i === 1100 ? {} : { parts })))
    const [first] = after(blank(80, 24, { paged: true }), { _tag: "Tick", now })
    const half = after(
      first,
      ...(["operate", "tasklist"] as const).flatMap(
        (component) => answerOf(server, { _tag: "Page", component, after: null, limit: 100 }, now) ?? []
      )
    )[0]
    expect(text(half)).toContain("none of the newest 100, reading on")
    expect(text(begun(server))).toContain(`Newest good backup  ${1_700_000_000 - 1100}`)
  })

  it("does not say that a component lacks what was not read of it, and asks", () => {
    const backups = many(400).filter((x) => x.component === "operate")
    // Taken again: Operate's stands first, Tasklist's stays where it was.
    const again = backup("operate", 1_700_000_000 - 350, { hours: 0.5 })
    const server = serverOf([
      again,
      ...backups.filter((x) => x.backupId !== again.backupId),
      ...many(400).filter((x) => x.component === "tasklist")
    ])
    const [first] = after(blank(80, 24, { paged: true }), { _tag: "Tick", now })
    const half = after(
      first,
      ...(["operate", "tasklist"] as const).flatMap(
        (component) => answerOf(server, { _tag: "Page", component, after: null, limit: 100 }, now) ?? []
      )
    )[0]
    expect(text(half)).not.toContain("none")
    const row = begun(server).rows.find((x) => x.backupId === again.backupId)
    expect([...(row?.backups.keys() ?? [])].toSorted()).toEqual(["operate", "tasklist"])
  })

  it("says that a component lacks it once that is known", () => {
    const server = serverOf([backup("operate", 1_700_000_001, { hours: 0.5 }), ...many(400)])
    expect(text(begun(server))).toMatch(/1700000001 +✔ COMPLETED +\S none/)
  })
})

describe("a delete", () => {
  it("is not asked before it is known what stays good", () => {
    const parts = ["SUCCESS", "PARTIAL"] as const
    const server = serverOf(many(1200, (i) => (i === 0 || i === 1100 ? {} : { parts })))
    const [asking, tasks] = press(begun(server), "d")
    const { dialog } = asking
    if (dialog?._tag !== "Confirmation") throw new Error("no confirmation")
    expect(confirmationOf(asking, dialog).blocked).toBe("Reading the rest of the list first.")
    expect(text(asking)).toContain("Good backups: not counted yet, 100 backups read so far.")
    expect(press(asking, "tab", "tab", "tab", "enter")[1].filter((x) => x._tag === "Do")).toEqual([])
    const ready = served(server, asking, ...tasks.flatMap((x) => answerOf(server, x, now) ?? []))
    expect(text(ready)).toContain("Good backups: 2 now, 1 afterwards")
  })

  it("of what turns out to be the last good one must be confirmed by its id", () => {
    const parts = ["SUCCESS", "PARTIAL"] as const
    const server = serverOf(many(700, (i) => (i === 0 ? {} : { parts })))
    const model = typed(server, begun(server), "d")
    const { dialog } = model
    if (dialog?._tag !== "Confirmation") throw new Error("no confirmation")
    expect(confirmationOf(model, dialog).required).toBe("1700000000")
    expect(dialog.focus).toBe("text")
  })
})

describe("what changes", () => {
  const changed = (key: number, component: "operate" | "tasklist" = "operate"): Msg => ({
    _tag: "Told",
    event: { _tag: "Changed", component, backupId: id(key), type: "backup-changed" }
  })

  it("is read by itself when the server tells it", () => {
    const server = serverOf(many(300))
    const model = begun(server, following)
    countOf(server)
    const failed = backup("operate", 1_700_000_000, { hours: 1, parts: ["SUCCESS", "PARTIAL"] })
    server.backups = server.backups.map((x) =>
      x.component === "operate" && x.backupId === failed.backupId ? failed : x
    )
    const next = served(server, model, changed(1_700_000_000))
    expect(countOf(server)).toEqual({ Details: 1 })
    expect(next.rows[0]?.backups.get("operate")?.state).toBe(failed.state)
  })

  it("is asked for with its attempts when it is opened while it is being read", () => {
    const server = serverOf(many(3))
    const [reading, tasks] = after(begun(server, following), changed(1_700_000_000))
    expect(tasks.map((x) => x._tag)).toEqual(["Details"])
    countOf(server)
    const opened = typed(server, reading, "enter", "enter")
    served(server, opened, ...tasks.flatMap((x) => answerOf(server, x, opened.now) ?? []))
    const attempts = server.asked.flatMap((x) =>
      x._tag === "Attempts" ? [`${x.component} ${x.backupId}`] : []
    )
    expect(attempts).toContain("operate 1700000000")
    expect(attempts).toContain("tasklist 1700000000")
  })

  it("is gone, or new, at its place", () => {
    const server = serverOf(many(300))
    const model = begun(server, following)
    server.backups = [
      backup("operate", 1_700_000_009, { hours: 0.1 }),
      ...server.backups.filter((x) => x.backupId !== id(1_700_000_000 - 3))
    ]
    const next = served(
      server,
      model,
      changed(1_700_000_009),
      changed(1_700_000_000 - 3),
      changed(1_700_000_000 - 3, "tasklist")
    )
    const keys = next.rows.map((x) => x.key)
    expect(keys[0]).toBe("1700000009")
    expect(keys).not.toContain(String(1_700_000_000 - 3))
    expect(next.rows.length).toBe(100)
  })

  it("is read by pages when much of it was told", () => {
    const server = serverOf(many(300))
    const model = begun(server, following)
    countOf(server)
    const asking = new Set(
      Array.from({ length: 90 }, (_, i) => factsKey("operate", String(1_700_000_000 - i)))
    )
    const events = Array.from({ length: 40 }, (_, i) => changed(1_700_000_000 - i))
    const [next] = after({ ...model, asking }, ...events)
    expect(next.following.changed.size).toBeLessThan(31)
    expect(next.refresh.nextAt).toBe(next.now)
  })

  it("behind the newest page is found also when nothing was told of it, within a minute", () => {
    const server = serverOf(many(900))
    const model = typed(server, begun(server), "G")
    server.backups = server.backups.filter((x) => x.backupId !== id(1_700_000_000 - 800))
    expect(during(server, model, 62).rows.length).toBe(899)
  })
})

describe("requests in a minute in which nothing happens", () => {
  it("are few while the server tells what changes", () => {
    const server = serverOf(many(5000))
    const model = during(server, begun(server, following), 40)
    countOf(server)
    during(server, model, 60)
    expect(countOf(server)).toEqual({
      Page: 4,
      Verifications: 4,
      Restores: 2,
      Installation: 2,
      Schedules: 2,
      Attempts: 2
    })
  })

  it("are two newest pages every two seconds when it does not, or no longer", () => {
    const server = serverOf(many(5000))
    const model = during(server, begun(server, following), 40)
    countOf(server)
    during(server, served(server, model, { _tag: "Told", event: { _tag: "Lost", reason: "x" } }), 60)
    const { Page } = countOf(server)
    expect(Page).toBeGreaterThan(50)
    expect(Page).toBeLessThan(66)
  })

  it("follow a running backup every second", () => {
    const live = both(1_800_000_000, { hours: 0.01, live: true, parts: ["SUCCESS", "IN_PROGRESS"] })
    const server = serverOf([...live, ...many(300)])
    const model = during(server, begun(server, following), 40)
    countOf(server)
    during(server, model, 60)
    const { Details, Page } = countOf(server)
    expect(Page).toBe(4)
    expect(Details).toBeGreaterThan(90)
    expect(Details).toBeLessThan(126)
  })

  it("pauses with the rest, also when something is told", () => {
    const server = serverOf(many(300))
    const model = typed(server, begun(server, following), "p")
    countOf(server)
    during(server, served(server, model, following), 60)
    expect(countOf(server)).toEqual({})
  })
})

describe("a server that goes away", () => {
  it("is known at once, keeps what was read, and is back with everything read again", () => {
    const server = serverOf(many(900))
    const model = typed(server, begun(server, following), "G")
    server.isAway = true
    const gone = during(
      server,
      served(server, model, { _tag: "Told", event: { _tag: "Lost", reason: "refused" } }),
      1
    )
    expect(gone.refresh.failures).toBe(1)
    expect(gone.rows.length).toBe(900)
    server.isAway = false
    server.backups = server.backups.filter((x) => x.backupId !== id(1_700_000_000 - 800))
    const back = during(server, served(server, during(server, gone, 5), following), 5)
    expect(back.refresh.failures).toBe(0)
    expect(back.rows.length).toBe(899)
  })

  it("is not asked for further pages again and again", () => {
    const server = serverOf(many(900))
    const model = begun(server, following)
    const [asking, tasks] = press(model, "G")
    server.isAway = true
    served(server, asking, ...tasks.flatMap((x) => answerOf(server, x, asking.now) ?? []))
    expect(countOf(server)["Page"]).toBeLessThan(8)
  })
})
