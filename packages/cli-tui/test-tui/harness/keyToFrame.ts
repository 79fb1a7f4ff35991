/**
 * Measures the built program in a pseudo-terminal with 10,000 backups of both components, all of them read: from a key to the parsed frame, once while
 * the server tells ten changes a second, once while it tells nothing and the newest pages are read again twice a second. Beside it the share of it
 * that is ours alone: keymap, update and frame, without terminal and Ink. Prints JSON; bench/terminalUi.ts runs it.
 */
import { BackupPage, Component } from "@camunda-backup/core"
import { Option, Result } from "effect"
import { main, startScreen } from "./Screen.ts"
import { newest, startPagedServer } from "./pagedServer.ts"
import { both } from "../../test/tui/builders.ts"
import { init, type Model } from "../../src/tui/model/Model.ts"
import { dispatch } from "../../src/tui/keymap/dispatch.ts"
import { themes } from "../../src/tui/theme/themes.ts"
import { update } from "../../src/tui/update/update.ts"
import { heights } from "../../src/tui/view/heights.ts"
import { frame } from "../../src/tui/view/frame.ts"
import { painted } from "../../src/tui/view/Line.ts"

const backups = 10_000
const presses = Number(process.argv[2] ?? 200)
const size = { columns: 120, rows: 40 }

const inTerminal = async (changes: number | null) => {
  const stub = await startPagedServer(backups, changes)
  const begun = performance.now()
  const screen = startScreen({ args: [main, "tui", "--server", stub.url, "--refresh", "500ms"], ...size })
  await screen.until("Reading the backups")
  const firstFrame = performance.now() - begun
  screen.press("1")
  await screen.until(/ [0-9]+\+? backups/)
  const listed = performance.now() - begun
  screen.press("G")
  await screen.until("10000 backups")
  const whole = performance.now() - begun
  screen.press("g")
  await screen.until(`▸  ${newest}`)
  const times: Array<number> = []
  for (let i = 1; i <= presses; i++) {
    const at = performance.now()
    screen.press("j")
    await screen.until(`▸  ${newest - i}`)
    times.push(performance.now() - at)
  }
  screen.press("q")
  await screen.ended
  stub.close()
  return { firstFrame, listed, whole, times }
}

const alone = () => {
  const list = Array.from({ length: backups }, (_, i) => both(newest - i, { hours: i + 1 })).flat()
  const options = {
    components: Component.all,
    server: "http://127.0.0.1:9600",
    serverFlag: "",
    refreshMillis: 2000,
    curl: null,
    objectiveMillis: 86_400_000,
    paged: true,
    theme: "dark" as const,
    ascii: false,
    screenReader: false,
    readOnly: false,
    askedBy: "bench"
  }
  const now = Date.now()
  const pageOf = (component: Component.Component, limit: number, at: number) =>
    ({
      _tag: "Paged",
      component,
      after: null,
      answer: Result.succeed(
        BackupPage.page(
          list.filter((x) => x.component === component),
          { states: [], limit, after: Option.none() }
        )
      ),
      at
    }) as const
  let model: Model = init(options, size, now)
  for (const x of Component.all) model = update(model, pageOf(x, backups, now), heights)[0]
  const times: Array<number> = []
  for (let i = 0; i < presses * 5; i++) {
    const at = performance.now()
    const pressed = dispatch(model, i % 40 === 39 ? "pgdn" : "j")
    if (pressed !== null) model = update(model, pressed, heights)[0]
    frame(model).map((x) => painted(x, themes.dark))
    times.push(performance.now() - at)
  }
  const page = pageOf("operate", 100, now + 2000)
  const begun = performance.now()
  update(model, page, heights)
  return { times, refresh: performance.now() - begun }
}

const told = await inTerminal(100)
const untold = await inTerminal(null)
process.stdout.write(`${JSON.stringify({ told, untold, own: alone() })}\n`)
process.exit(0)
