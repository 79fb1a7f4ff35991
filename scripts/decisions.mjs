// Writes docs/decisions/README.md, the index of the decisions, from their first lines. `--check` fails when a decision is missing from it.
// A decision may say `**Status.** superseded by 12` in a line of its own; unless it does, it is accepted.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"

const folder = new URL("../docs/decisions/", import.meta.url)
const page = new URL("README.md", folder)

const cells = readdirSync(folder)
  .filter((file) => /^[0-9]{4}-.+\.md$/.test(file))
  .toSorted()
  .map((file) => {
    const text = readFileSync(new URL(file, folder), "utf8")
    const [, number, title] = /^# ([0-9]+)\. (.+)/.exec(text) ?? []
    if (Number(number) !== Number(file.slice(0, 4)))
      throw new Error(`docs/decisions/${file}: begin it with "# ${Number(file.slice(0, 4))}. Title"`)
    return [number, `[${title}](${file})`, /^\*\*Status\.\*\* (.+)$/m.exec(text)?.[1] ?? "accepted"]
  })

const rows = [["", "decision", "status"], ...cells]
const widths = [0, 1, 2].map((column) => Math.max(3, ...rows.map((row) => row[column].length)))
const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`
const [head, ...body] = rows

const text = `# Decisions

<!-- Made by \`npm run docs\` from the first lines of the decisions: a change here is lost. -->

Why things are as they are: the context, what was decided, what follows from it. A decision that no longer holds is not deleted: it says
\`**Status.** superseded by …\`, and the newer one says why.

${[line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n")}
`

if (process.argv[2] !== "--check") writeFileSync(page, text)
else if (!existsSync(page) || readFileSync(page, "utf8") !== text) {
  console.error("docs/decisions/README.md is not what the decisions say: npm run docs")
  process.exit(1)
}
