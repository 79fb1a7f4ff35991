/** The terminal of one run: who draws, who hears keys and sizes, and how it is given back. */
import { render } from "ink"
import type { ReadStream, WriteStream } from "node:tty"
import type { Store } from "../shell/Store.ts"
import { App, type Away } from "./App.tsx"
import { makeLines } from "./lines.ts"
import { makePainter, type Painter } from "./painter.ts"

export interface Terminal {
  readonly away: Away
  /** Gives the terminal back as it was before. */
  readonly close: () => Promise<void>
}

interface Streams {
  readonly stdin: ReadStream
  readonly stdout: WriteStream
}

const writeNothing = (...args: ReadonlyArray<unknown>): boolean => {
  for (const done of args) if (typeof done === "function") done()
  return true
}

/** For Ink where it draws nothing: it would erase at the cursor, which stands in a line that is painted already. */
const withoutWrites = (stdout: WriteStream): WriteStream =>
  new Proxy(stdout, { get: (target, key) => (key === "write" ? writeNothing : Reflect.get(target, key)) })

/** Paints each state of the store, and takes the terminal from the painter while somebody else has it. */
const painting = (store: Store, painter: Painter, away: Away): Away => {
  const linesOf = makeLines()
  const paint = (): void => painter.paint(linesOf(store.get()))
  store.subscribe(paint)
  paint()
  painter.enter()
  return async (during) => {
    painter.leave()
    try {
      await away(during)
    } finally {
      painter.enter()
    }
  }
}

export const openTerminal = async (
  store: Store,
  { stdin, stdout }: Streams,
  isSpoken: boolean,
  ended: (error?: unknown) => void
): Promise<Terminal> => {
  const ready = Promise.withResolvers<Away>()
  const painter = isSpoken ? null : makePainter(stdout)
  const ui = render(<App store={store} isSpoken={isSpoken} onReady={ready.resolve} />, {
    stdin,
    stdout: isSpoken ? stdout : withoutWrites(stdout),
    // Ink would draw nothing where the variable CI is set.
    interactive: true,
    alternateScreen: false,
    isScreenReaderEnabled: false,
    exitOnCtrlC: false,
    patchConsole: false
  })
  ui.waitUntilExit().then(() => ended(), ended)
  const resized = (): void => {
    painter?.forget()
    store.send({ _tag: "Resized", columns: stdout.columns, rows: stdout.rows })
  }
  stdout.on("resize", resized)
  const leave = (): void => painter?.leave()
  process.on("exit", leave)
  const away = await ready.promise
  return {
    away: painter === null ? away : painting(store, painter, away),
    close: async () => {
      stdout.off("resize", resized)
      leave()
      process.off("exit", leave)
      ui.unmount()
      await ui.waitUntilExit().catch(() => {})
    }
  }
}
