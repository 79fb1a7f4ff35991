/**
 * Job control, as a shell expects it of every program: Ctrl-Z gives the terminal back as it was and stops, `fg` brings the screen back whole.
 *
 * The terminal of a program that is stopped from outside (`kill -STOP`) is not given back, which cannot be helped; but it too comes back whole.
 */

/** How long a stop may take. Where nobody would continue it (no job control, as in a container), the system does not stop a process. */
const stopsWithinMillis = 200

export interface JobControl {
  readonly suspend: () => void
  readonly close: () => void
}

/** `away` gives the terminal back, runs its argument, and takes the terminal again, drawing all of the screen. */
export const jobControl = (
  away: (during: () => Promise<void>) => Promise<void>,
  fail: (error: unknown) => void
): JobControl => {
  let isAway = false
  const leave = (during: () => Promise<void>): void => {
    if (isAway) return
    isAway = true
    away(during)
      .catch(fail)
      .finally(() => {
        isAway = false
        // The size may have changed meanwhile, which is told to the shell alone.
        process.kill(process.pid, "SIGWINCH")
      })
  }
  const stop = async (): Promise<void> => {
    const back = Promise.withResolvers<void>()
    process.once("SIGCONT", () => back.resolve())
    setTimeout(() => back.resolve(), stopsWithinMillis)
    // Without a listener the signal stops the process. It goes to the whole job, as Ctrl-Z of a terminal does: npm may have started us.
    process.off("SIGTSTP", suspend)
    process.kill(0, "SIGTSTP")
    await back.promise
    process.on("SIGTSTP", suspend)
  }
  const suspend = (): void => leave(stop)
  const continued = (): void => leave(() => Promise.resolve())
  process.on("SIGTSTP", suspend)
  process.on("SIGCONT", continued)
  return {
    suspend,
    close: () => {
      process.off("SIGTSTP", suspend)
      process.off("SIGCONT", continued)
    }
  }
}
