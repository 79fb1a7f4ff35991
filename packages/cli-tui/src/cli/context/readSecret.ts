import { readFileSync } from "node:fs"

/** The text of a file that holds a secret. */
export const readSecret = (path: string): string => readFileSync(path, "utf8").trim()
