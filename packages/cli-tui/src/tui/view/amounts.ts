/** Numbers for people: short, and never more exact than they are. */

/** `3.4 GiB`. */
export const bytes = (n: number): string => {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
  let value = n
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ""}`
}

const two = (n: number): string => String(n).padStart(2, "0")

/** `42s`, `2m 05s`, `3h 12m`, `5d 3h`. */
export const duration = (millis: number): string => {
  const s = Math.max(0, Math.floor(millis / 1000))
  if (s < 60) return `${s}s`
  if (s < 3600) return `${Math.floor(s / 60)}m ${two(s % 60)}s`
  if (s < 86_400) return `${Math.floor(s / 3600)}h ${two(Math.floor((s % 3600) / 60))}m`
  return `${Math.floor(s / 86_400)}d ${Math.floor((s % 86_400) / 3600)}h`
}

/** One unit only, for narrow columns: `42s`, `2m`, `3h`, `5d`. */
export const age = (millis: number): string => duration(millis).split(" ")[0] ?? ""

/** How long something took: tenths below ten seconds. */
export const took = (millis: number): string =>
  millis < 10_000 ? `${(Math.max(0, millis) / 1000).toFixed(1)}s` : duration(millis)

/** `2025-06-03 07:55:15`, in UTC. */
export const utc = (millis: number): string => new Date(millis).toISOString().slice(0, 19).replace("T", " ")

/** `07:55:15`, in UTC. */
export const utcTime = (millis: number): string => utc(millis).slice(11)

/** `1 snapshot`, `6 snapshots`. */
export const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`
