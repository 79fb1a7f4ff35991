import { startEmulator } from "../emulator/Emulator.ts"
import type { Personality } from "../emulator/Personality.ts"
import { type Call, callText } from "./Call.ts"
import { cleanServer } from "./cleanServer.ts"
import { compareReplies } from "./compareReplies.ts"
import { damageEmulated, damageReal } from "./damage.ts"
import { isFinishedEarly } from "./isFinishedEarly.ts"
import { runScript } from "./runScript.ts"

/** A real server and what the emulator must be to be like it. */
export interface Comparison {
  readonly url: string
  readonly personality: Personality
}

export interface Difference {
  /** Position of the call in its script. */
  readonly at: number
  readonly call: Call
  readonly places: readonly string[]
}

/** Runs a script on a new emulator and on the real server, which is clean afterwards; returns every call they answer differently. */
export const compareScript = async (
  { url, personality }: Comparison,
  calls: readonly Call[]
): Promise<readonly Difference[]> => {
  const emulator = await startEmulator({ personality, clusterName: "camunda-backup-testkit" })
  try {
    const [emulated, real] = await Promise.all([
      runScript(emulator.url, calls, damageEmulated(emulator)),
      runScript(url, calls, damageReal(url))
    ])
    return calls.flatMap((call, at) => {
      const [left, right] = [emulated[at], real[at]]
      const places =
        left === undefined || right === undefined
          ? ["not answered"]
          : isFinishedEarly(call, right)
            ? []
            : compareReplies(left, right)
      return places.length === 0 ? [] : [{ at, call, places }]
    })
  } finally {
    await Promise.all([emulator.close(), cleanServer(url)])
  }
}

export const differenceText = ({ at, call, places }: Difference): string =>
  [`#${at + 1} ${callText(call)}`, ...places.map((place) => `    ${place}`)].join("\n")
