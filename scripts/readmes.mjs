// Copies the programs under packages/core/examples into packages/core/README.md, between `<!-- example: file -->` and `<!-- end -->`.
import { readFileSync, writeFileSync } from "node:fs"

const core = new URL("../packages/core/", import.meta.url)
const readme = new URL("README.md", core)

const marked = /<!-- example: (\S+) -->[\s\S]*?<!-- end -->/g
const text = readFileSync(readme, "utf8").replace(marked, (_, file) => {
  const program = readFileSync(new URL(`examples/${file}`, core), "utf8")
  return `<!-- example: ${file} -->\n\n\`\`\`ts\n${program}\`\`\`\n\n<!-- end -->`
})
writeFileSync(readme, text)
