/** Writes which context is the current one into the operator's file; all else in it, comments too, stays as it is. */
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { parseDocument } from "yaml"

/** A write that is cut off must not leave half a file. */
export const useContext = (file: string, name: string): void => {
  const document = parseDocument(readFileSync(file, "utf8"))
  document.set("current", name)
  const written = `${file}.${process.pid}`
  writeFileSync(written, document.toString(), { mode: 0o600 })
  renameSync(written, file)
}
