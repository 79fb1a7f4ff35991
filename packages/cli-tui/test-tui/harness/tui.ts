/** The built program in a pseudo-terminal, ended with the test. */
import { onTestFinished } from "vitest"
import { main, type Screen, type Start, startScreen } from "./Screen.ts"
import { startWorld, type World } from "./world.ts"

export const world = async (snapshotDuration?: number): Promise<World> => {
  const started = await startWorld(snapshotDuration)
  onTestFinished(() => started.close())
  return started
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** At the list of backups. `before`: options of Node. */
export const tui = (url: string, more: Parameters<typeof overview>[1] = {}): Screen => {
  const screen = overview(url, more)
  // Where it does not come to be, the test says why.
  screen.until(/overview/i).then(
    () => screen.press("1"),
    () => {}
  )
  return screen
}

/** As it begins. `before`: options of Node. */
export const overview = (
  url: string,
  { args = [], before = [], ...more }: Partial<Start> & { readonly before?: ReadonlyArray<string> } = {}
): Screen => {
  const screen = startScreen({ args: [...before, main, "tui", "--server", url, ...args], ...more })
  onTestFinished(async () => {
    if (!isAlive(screen.pid)) return
    screen.kill("SIGKILL")
    await screen.ended
  })
  return screen
}
