// The values that `helm install` of docs/install.md sets, so that what stands there can be installed.
import { readFileSync } from "node:fs"
import path from "node:path"

const page = path.join(import.meta.dirname, "..", "..", "docs", "install.md")

/** `a.b=c`, and `a.b={c}` for a list, as Helm reads them. */
const put = (values, key, value) => {
  const names = key.split(".")
  const last = names.pop()
  const inner = names.reduce((at, name) => (at[name] ??= {}), values)
  inner[last] = /^\{.*\}$/.test(value) ? value.slice(1, -1).split(",") : value
}

export const installValues = () => {
  const [, command = ""] = /^(helm install (?:.*\\\n)*.*)$/m.exec(readFileSync(page, "utf8")) ?? []
  const values = {}
  for (const [, key, value] of command.matchAll(/--set '?([\w.]+)=([^'\s]+)'?/g)) put(values, key, value)
  return values
}
