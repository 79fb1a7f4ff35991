import type { AdvancingClock } from "./Clock.ts"

interface Alarm {
  readonly due: number
  readonly ring: () => void
}

const longestTimer = 2 ** 31 - 1

/** Real time, which `advance` can run ahead of. Its timers keep no process alive. */
export const followingClock = (realNow: () => number = Date.now): AdvancingClock => {
  const alarms = new Set<Alarm>()
  let ahead = 0
  let stoodStillAt: number | undefined
  let timer: NodeJS.Timeout | undefined
  const now = () => stoodStillAt ?? realNow() + ahead

  const next = (): Alarm | undefined => {
    let first: Alarm | undefined
    for (const alarm of alarms) if (first === undefined || alarm.due < first.due) first = alarm
    return first
  }
  const ring = (alarm: Alarm): void => {
    alarms.delete(alarm)
    alarm.ring()
  }
  const ringDue = (): void => {
    for (let alarm = next(); alarm !== undefined && alarm.due <= now(); alarm = next()) ring(alarm)
    wind()
  }
  const wind = (): void => {
    clearTimeout(timer)
    const alarm = stoodStillAt === undefined ? next() : undefined
    if (alarm === undefined) return
    timer = setTimeout(ringDue, Math.min(longestTimer, Math.max(0, alarm.due - now()))).unref()
  }
  const moveTo = (time: number): void => {
    if (stoodStillAt === undefined) ahead += time - now()
    else stoodStillAt = time
  }

  return {
    now,
    after: (milliseconds, then) => {
      const alarm: Alarm = { due: now() + milliseconds, ring: then }
      alarms.add(alarm)
      wind()
      return () => {
        alarms.delete(alarm)
        wind()
      }
    },
    advance: (milliseconds) => {
      const until = now() + milliseconds
      for (let alarm = next(); alarm !== undefined && alarm.due <= until; alarm = next()) {
        moveTo(Math.max(now(), alarm.due))
        ring(alarm)
      }
      moveTo(Math.max(now(), until))
      wind()
    },
    freeze: () => {
      stoodStillAt = now()
      wind()
    },
    follow: () => {
      ahead = now() - realNow()
      stoodStillAt = undefined
      ringDue()
    },
    get frozen() {
      return stoodStillAt !== undefined
    }
  }
}

/** A clock that stands still until a test advances it. */
export const manualClock = (start = 1_767_225_600_000): AdvancingClock => {
  const clock = followingClock(() => start)
  clock.freeze()
  return clock
}
