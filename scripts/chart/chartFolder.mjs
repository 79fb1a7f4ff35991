// Copies of the chart that show what Helm's library does not render: hooks, and the notes after an installation.
import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parse, stringify } from "yaml"

export const root = fileURLToPath(new URL("../..", import.meta.url))
export const deploy = path.join(root, "deploy")
export const chart = path.join(deploy, "helm", "camunda-backup")
export const values = path.join(deploy, "helm", "test", "values")

const notes = `kind: Notes
apiVersion: none
metadata:
  name: notes
text: |
  {{- tpl (.Files.Get "files/NOTES.txt") . | nindent 2 }}
`

/** The test of `helm test` is an ordinary pod there, and the notes are a document. */
export const everythingVisible = (to) => {
  cpSync(chart, to, { recursive: true })
  const test = path.join(to, "templates", "tests", "health.yaml")
  const text = readFileSync(test, "utf8")
  writeFileSync(test, text.replace(/^ {2}annotations:\n(?: {4}helm\.sh\/hook.*\n)+/m, ""))
  renameSync(path.join(to, "templates", "NOTES.txt"), path.join(to, "files", "NOTES.txt"))
  writeFileSync(path.join(to, "templates", "zz-notes.yaml"), notes)
  return to
}

const merged = (base, over) =>
  typeof base === "object" &&
  base !== null &&
  !Array.isArray(base) &&
  typeof over === "object" &&
  over !== null
    ? Object.fromEntries(
        [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [
          key,
          key in over ? merged(base[key], over[key]) : base[key]
        ])
      )
    : over

/** Its defaults are those values: `helm lint` of the library takes none. */
export const withDefaults = (to, file) => {
  cpSync(chart, to, { recursive: true })
  const defaults = path.join(to, "values.yaml")
  const all = merged(parse(readFileSync(defaults, "utf8")), parse(readFileSync(file, "utf8")))
  writeFileSync(defaults, stringify(all))
  return to
}
