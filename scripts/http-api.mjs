// Writes the tables of docs/http-api.md that the OpenAPI description has: between `<!-- requests -->` or `<!-- codes -->` and `<!-- end -->`.
// `--check` fails when they are others.
import { readFileSync, writeFileSync } from "node:fs"
import { description } from "../packages/server/src/openapi/description.ts"

const { paths } = JSON.parse(description("0.0.0"))

/** What every path answers is said once, in words. */
const everywhere = new Set(["404", "405", "406", "408", "431"])

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation }))
)
const api = operations.filter((x) => x.path.startsWith("/api/v1"))

const codesOf = (response) => {
  const code = response.content?.["application/problem+json"]?.schema.properties.code
  return code?.enum ?? (code?.const === undefined ? [] : [code.const])
}

const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

const requests = table(
  ["request", "success", "what it does", "problems"],
  api.map(({ method, parameters, path, responses, summary }) => {
    const query = parameters.filter((x) => x.in === "query").map((x) => `${x.name}=`)
    const success = Object.keys(responses).find((x) => x.startsWith("2"))
    const problems = Object.entries(responses)
      .filter(([status, response]) => {
        if (status.startsWith("2")) return false
        return !everywhere.has(status) || codesOf(response).some((x) => x === "backup-not-found")
      })
      .map(([status]) => status)
    const target = `${path}${query.length > 0 ? `?${query.join("&")}` : ""}`
    return [`\`${method} ${target}\``, success, summary, problems.join(" ")]
  })
)

const byStatus = new Map()
for (const { responses } of api)
  for (const [status, response] of Object.entries(responses))
    for (const code of codesOf(response)) byStatus.set(status, (byStatus.get(status) ?? new Set()).add(code))

const codes = table(
  ["status", "codes"],
  [...byStatus]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([status, all]) => [status, [...all].map((x) => `\`${x}\``).join(" ")])
)

const page = new URL("../docs/http-api.md", import.meta.url)
const put = (text, name, content) =>
  text.replace(
    new RegExp(`<!-- ${name} -->[\\s\\S]*?<!-- end -->`),
    () => `<!-- ${name} -->\n\n${content}\n\n<!-- end -->`
  )
const before = readFileSync(page, "utf8")
const after = put(put(before, "requests", requests), "codes", codes)
/** The formatter makes columns as wide as their widest cell. */
const loose = (text) => text.replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---")

if (!process.argv.includes("--check")) writeFileSync(page, after)
else if (loose(before) !== loose(after)) {
  console.error("docs/http-api.md is not what the description says: npm run docs && npx oxfmt docs")
  process.exitCode = 1
}
