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

/** `before`: options of Node. */
export const tui = (
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
