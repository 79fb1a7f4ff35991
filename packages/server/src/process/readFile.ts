import { readFileSync } from "node:fs"

/** Of a secret or a configuration: without the line end that editors put there. */
export const readFile = (path: string): string => readFileSync(path, "utf8").trim()
