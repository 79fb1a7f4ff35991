/**
 * Measures the built program in a pseudo-terminal with 10,000 backups: from a key to the parsed frame, while the list is read again and again.
 * Beside it the share of it that is ours alone: keymap, update and frame, without terminal and Ink. Prints JSON; bench/terminalUi.ts runs it.
 */
import { BackupClient, BackupId, layerCamunda, ListPattern } from "@camunda-backup/core"
import { Effect, Result } from "effect"
import { main, startScreen } from "./Screen.ts"
import { startStubServer } from "./stubServer.ts"
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

const stub = await startStubServer(backups)
const url = `${stub.url}/actuator/backups`

const inTerminal = async () => {
  const begun = performance.now()
  const screen = startScreen({ args: [main, "tui", "--server", url, "--component", "operate"], ...size })
  await screen.until("Reading the backups")
  const firstFrame = performance.now() - begun
  await screen.until("10000 backups")
  const listed = performance.now() - begun
  const times: Array<number> = []
  for (let i = 1; i <= presses; i++) {
    const at = performance.now()
    screen.press("j")
    await screen.until(`▸  ${1_790_000_000 - i}`)
    times.push(performance.now() - at)
  }
  screen.press("q")
  await screen.ended
  return { firstFrame, listed, times }
}

const alone = async () => {
  const list = await Effect.runPromise(
    BackupClient.use((api) => api.list("operate", { pattern: ListPattern.everything, verbose: true })).pipe(
      Effect.provide(layerCamunda({ baseUrls: { operate: url, tasklist: url }, requestTimeout: "1 minute" }))
    )
  )
  const options = {
    components: ["operate" as const],
    server: url,
    serverFlag: "",
    refreshMillis: 2000,
    theme: "dark" as const,
    ascii: false,
    screenReader: false,
    readOnly: false,
    askedBy: "bench"
  }
  const now = Date.now()
  const msg = { _tag: "Listed", component: "operate", answer: Result.succeed(list), at: now } as const
  let model: Model = update(init(options, size, now), msg, heights)[0]
  const times: Array<number> = []
  for (let i = 0; i < presses * 5; i++) {
    const at = performance.now()
    const pressed = dispatch(model, i % 40 === 39 ? "pgdn" : "j")
    if (pressed !== null) model = update(model, pressed, heights)[0]
    frame(model).map((x) => painted(x, themes.dark))
    times.push(performance.now() - at)
  }
  const begun = performance.now()
  update(model, { ...msg, at: now + 2000 }, heights)
  return {
    times,
    refresh: performance.now() - begun,
    last: BackupId.format(list[0]?.backupId ?? BackupId.MAX)
  }
}

const terminal = await inTerminal()
const own = await alone()
stub.close()
process.stdout.write(`${JSON.stringify({ terminal, own })}\n`)
process.exit(0)
