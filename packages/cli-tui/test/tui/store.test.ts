import { Component } from "@camunda-backup/core"
import { describe, expect, it } from "vitest"
import { init } from "../../src/tui/model/Model.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { makeStore } from "../../src/tui/shell/Store.ts"
import { heights } from "../../src/tui/view/heights.ts"

const options = {
  components: Component.all,
  server: "http://127.0.0.1:9600",
  serverFlag: "",
  refreshMillis: 2000,
  curl: null,
  objectiveMillis: 86_400_000,
  paged: true,
  theme: "dark",
  ascii: false,
  screenReader: false,
  readOnly: false,
  askedBy: "test"
} as const

describe("the store", () => {
  it("carries a task out before a frame says that it was done", () => {
    const order: Array<string> = []
    const store = makeStore(init(options, { columns: 80, rows: 24 }, 0), heights, (task) =>
      order.push(task._tag)
    )
    store.subscribe(() => order.push("drawn"))
    const msg = dispatch(store.get(), "c")
    if (msg !== null) store.send(msg)
    expect(order).toEqual(["Check", "Plan", "drawn"])
  })
})
