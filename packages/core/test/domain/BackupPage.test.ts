import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import * as PageDto from "../../src/contract/PageDto.ts"
import type { Backup } from "../../src/domain/Backup.ts"
import * as BackupPage from "../../src/domain/BackupPage.ts"
import * as ListPattern from "../../src/domain/ListPattern.ts"
import * as Component from "../../src/domain/Component.ts"
import { id, snapshot } from "./builders.ts"

const backup = (component: Component.Component, backupId: bigint, startTime: number | null): Backup => ({
  component,
  backupId: id(backupId),
  state: backupId % 2n === 0n ? "COMPLETED" : "FAILED",
  reason: null,
  snapshots: startTime === null ? [] : [snapshot({ component, backupId: id(backupId), startTime })]
})

const query = (x: Partial<BackupPage.Query> = {}): BackupPage.Query => ({
  components: Component.all,
  pattern: ListPattern.everything,
  states: [],
  limit: 2,
  after: Option.none(),
  ...x
})

const rows = ({ backups }: BackupPage.Page) => backups.map((x) => `${x.component} ${x.backupId}`)

/** Through the text of the cursor, as a client does. */
const following = (
  page: BackupPage.Page,
  backups: ReadonlyArray<Backup>,
  x: Partial<BackupPage.Query> = {}
) =>
  BackupPage.page(
    backups,
    query({
      ...x,
      after: Option.flatMap(page.next, (next) => PageDto.decodeCursor(PageDto.encodeCursor(next)))
    })
  )

const backups = [
  backup("operate", 1n, 100),
  backup("operate", 2n, 200),
  backup("tasklist", 2n, 200),
  backup("operate", 3n, 200),
  backup("tasklist", 4n, null)
]

describe("BackupPage.page", () => {
  it("is newest first: what has not begun, then by start, id and component", () => {
    assert.deepStrictEqual(rows(BackupPage.page(backups, query({ limit: 10 }))), [
      "tasklist 4",
      "operate 3",
      "operate 2",
      "tasklist 2",
      "operate 1"
    ])
  })

  it("goes on where the page before ended, although backups were added and deleted meanwhile", () => {
    const first = BackupPage.page(backups, query())
    assert.deepStrictEqual(rows(first), ["tasklist 4", "operate 3"])
    const later = [...backups.filter((x) => x.backupId !== 3n), backup("operate", 9n, 900)]
    const second = following(first, later)
    assert.deepStrictEqual(rows(second), ["operate 2", "tasklist 2"])
    const third = following(second, later)
    assert.deepStrictEqual(rows(third), ["operate 1"])
    assert.isTrue(Option.isNone(third.next))
  })

  it("goes on behind a backup that had not begun", () => {
    const first = BackupPage.page(backups, query({ limit: 1 }))
    assert.deepStrictEqual(rows(following(first, backups)), ["operate 3", "operate 2"])
  })

  it("has no next page when all are on this one", () => {
    assert.isTrue(Option.isNone(BackupPage.page(backups, query({ limit: 5 })).next))
    assert.isTrue(Option.isNone(BackupPage.page([], query()).next))
  })

  it("shows the states that were asked for", () => {
    const page = BackupPage.page(backups, query({ states: ["COMPLETED"], limit: 10 }))
    assert.deepStrictEqual(rows(page), ["tasklist 4", "operate 2", "tasklist 2"])
  })
})

describe("PageDto.decodeCursor", () => {
  it.each(["", "x", "!!", "a".repeat(300), btoa("1 2 optimize"), btoa("x 2 operate"), btoa("1 -2 operate")])(
    "refuses %j",
    (text) => {
      assert.isTrue(Option.isNone(PageDto.decodeCursor(text)))
    }
  )
})
