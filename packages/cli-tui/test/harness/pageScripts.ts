/** The scripts of a page of the docs: its fenced blocks of `sh`, by the heading that they stand under. */
import { readFileSync } from "node:fs"
import path from "node:path"
import { expect } from "vitest"

const docs = path.resolve(import.meta.dirname, "../../../../docs")

export const pageScripts = (name: string) => {
  const page = readFileSync(path.join(docs, name), "utf8")
  const found = [...page.matchAll(/^## (.+)$|^```sh\n([\s\S]*?)^```$/gm)]
  const under = (heading: string): ReadonlyArray<string> => {
    const from = found.findIndex(([, title]) => title === heading)
    const rest = found.slice(from + 1)
    const end = rest.findIndex(([, title]) => title !== undefined)
    return (end === -1 ? rest : rest.slice(0, end)).flatMap(([, , script]) => script ?? [])
  }
  return {
    page,
    all: found.flatMap(([, , script]) => script ?? []),
    /** The heading of each script below one, in order: one entry a script. */
    headings: found.flatMap(([, title]) => (title === undefined ? [] : under(title).map(() => title))),
    /** The scripts under a heading, in their order. */
    under,
    only: (heading: string): string => {
      const [script = "", ...others] = under(heading)
      expect(others).toEqual([])
      return script
    }
  }
}
