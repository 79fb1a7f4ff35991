/** How much is done: what fits into a lane that runs at every change, or everything (`CRASH_LONG=1`). */
const long = !["", "0", "false"].includes(process.env["CRASH_LONG"] ?? "")

export const count = (usual: number, everything: number): number => (long ? everything : usual)

/** Printed where it is used; `CRASH_SEED` repeats a run. */
export const seed = process.env["CRASH_SEED"] ?? new Date().toISOString()
