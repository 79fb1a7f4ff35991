import { describe, expect, it } from "vitest"
import xterm from "@xterm/headless"
import { makePainter } from "../../src/tui/ink/painter.ts"

const size = { cols: 10, rows: 3 }

/** A terminal that can be slower than what is written to it. */
const start = () => {
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true, scrollback: 0 })
  const written: Array<string> = []
  let onDrain: (() => void) | null = null
  const stdout = {
    writableNeedDrain: false,
    write: (text: string) => {
      written.push(text)
      return true
    },
    once: (_event: string, listener: () => void) => {
      onDrain = listener
      return stdout
    }
  }
  const painter = makePainter(stdout)
  const parsed = async (): Promise<ReadonlyArray<string>> => {
    await new Promise<void>((done) => terminal.write(written.join(""), done))
    written.length = 0
    return Array.from(
      { length: size.rows },
      (_, y) => terminal.buffer.active.getLine(y)?.translateToString(true) ?? ""
    )
  }
  return {
    painter,
    written,
    parsed,
    isAlternate: () => terminal.buffer.active.type === "alternate",
    somebodyElseWrites: (text: string) => new Promise<void>((done) => terminal.write(text, done)),
    isFull: () => {
      stdout.writableNeedDrain = true
    },
    drains: () => {
      stdout.writableNeedDrain = false
      onDrain?.()
    }
  }
}

describe("the painter", () => {
  it("paints nothing on a terminal that is not taken yet, and all of it once it is", async () => {
    const { isAlternate, painter, parsed, written } = start()
    painter.paint(["one", "two", "three"])
    expect(written).toEqual([])
    painter.enter()
    expect(await parsed()).toEqual(["one", "two", "three"])
    expect(isAlternate()).toBe(true)
  })

  it("writes the lines that changed, and nothing where none did", async () => {
    const { painter, parsed, written } = start()
    painter.paint(["one", "two", "three"])
    painter.enter()
    await parsed()
    painter.paint(["one", "2", "three"])
    expect(written.join("")).toContain("2")
    expect(written.join("")).not.toMatch(/one|three/)
    expect(await parsed()).toEqual(["one", "2", "three"])
    painter.paint(["one", "2", "three"])
    expect(written).toEqual([])
  })

  it("paints all lines when their number is another, and after the size changed", async () => {
    const { painter, parsed, somebodyElseWrites } = start()
    painter.paint(["one", "two", "three"])
    painter.enter()
    await parsed()
    painter.paint(["one", "two"])
    expect(await parsed()).toEqual(["one", "two", ""])
    await somebodyElseWrites("\u001B[1;1H#########")
    painter.forget()
    painter.paint(["one", "two"])
    expect(await parsed()).toEqual(["one", "two", ""])
  })

  it("gives the terminal back, paints nothing while it is away, and all of it when it comes back", async () => {
    const { isAlternate, painter, parsed, somebodyElseWrites, written } = start()
    await somebodyElseWrites("$ ")
    painter.paint(["one", "two", "three"])
    painter.enter()
    painter.leave()
    expect(await parsed()).toEqual(["$ ", "", ""])
    expect(isAlternate()).toBe(false)
    painter.paint(["1", "two", "three"])
    painter.leave()
    expect(written).toEqual([])
    painter.enter()
    expect(await parsed()).toEqual(["1", "two", "three"])
  })

  it("leaves out the frames that a slow terminal has no time for, and shows the last", async () => {
    const { drains, isFull, painter, parsed, written } = start()
    painter.paint(["one", "two", "three"])
    painter.enter()
    await parsed()
    isFull()
    painter.paint(["1", "two", "three"])
    painter.paint(["2", "two", "three"])
    expect(written).toEqual([])
    drains()
    expect(written).toHaveLength(1)
    expect(await parsed()).toEqual(["2", "two", "three"])
  })

  it("does not scroll for a line that is too long", async () => {
    const { painter, parsed } = start()
    painter.paint(["one", "two", "0123456789abc"])
    painter.enter()
    expect((await parsed()).slice(0, 2)).toEqual(["one", "two"])
  })
})
