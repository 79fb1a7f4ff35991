import type { CrashPoint } from "./CrashPoint.ts"

const isWrite = ({ call }: CrashPoint): boolean => /^(write|remove|restore|DELETE|PUT|POST) /.test(call)

/** One look in so many is a point; every write is. */
const oneIn = 12

/** Every write, and some of what is read between them; with `CRASH_LONG=1` every call. */
export const someOf = (points: ReadonlyArray<CrashPoint>): ReadonlyArray<CrashPoint> =>
  process.env["CRASH_LONG"] === "1"
    ? points
    : points.filter((point, at) => isWrite(point) || Math.floor(at / 2) % oneIn === 0)
