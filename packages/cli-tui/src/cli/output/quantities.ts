/** Numbers for people. What is not known is not written, by whoever calls this. */

const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

/** `1.4 GiB` */
export const bytes = (count: number): string => {
  let value = count
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** `2h 05m`, `3m 07s`, `18.0s` */
export const duration = (millis: number): string => {
  const seconds = Math.max(0, millis) / 1000
  if (seconds < 60) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  return hours > 0
    ? `${hours}h ${String(minutes).padStart(2, "0")}m`
    : `${minutes}m ${String(whole % 60).padStart(2, "0")}s`
}

export const amount = ({ done, total }: { readonly done: number; readonly total: number }): string =>
  `${done}/${total}`
