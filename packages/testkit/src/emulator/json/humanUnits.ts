/** A duration as `?human` shows it: the largest unit that it reaches, with one digit after the point. */
export const humanTime = (milliseconds: number): string => {
  if (milliseconds === 0) return "0s"
  return scaled(milliseconds, [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["m", 60_000],
    ["s", 1000],
    ["ms", 1]
  ])
}

/** A size as `?human` shows it. */
export const humanSize = (bytes: number): string =>
  scaled(bytes, [
    ["tb", 1024 ** 4],
    ["gb", 1024 ** 3],
    ["mb", 1024 ** 2],
    ["kb", 1024],
    ["b", 1]
  ])

const scaled = (value: number, units: readonly (readonly [string, number])[]): string => {
  const [name, size] = units.find(([, least]) => value >= least) ?? units.at(-1) ?? ["", 1]
  return `${Math.floor((value / size) * 10) / 10}${name}`
}
