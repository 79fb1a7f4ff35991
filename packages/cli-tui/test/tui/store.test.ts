import { describe, expect, it } from "vitest"
import { init } from "../../src/tui/model/Model.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { makeStore } from "../../src/tui/shell/Store.ts"
import { heights } from "../../src/tui/view/heights.ts"
import { options } from "./builders.ts"

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
