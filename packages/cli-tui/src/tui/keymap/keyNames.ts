/** How keys are written for people. */
const names: Readonly<Record<string, string>> = { up: "↑", down: "↓", left: "←", right: "→" }

export const keyName = (key: string, ascii = false): string => (ascii ? key : (names[key] ?? key))

export const keyNames = (keys: ReadonlyArray<string>, ascii = false): string =>
  keys.map((x) => keyName(x, ascii)).join(" ")
