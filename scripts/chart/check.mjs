// `npm run test:chart`: the chart by Helm itself: linted, rendered, held against Kubernetes' schemas and against what was rendered before
// (deploy/helm/test/golden); what must be refused is. `-- --update` writes the golden files, deploy/kubernetes and the settings of the schema anew; look at the difference.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { parseAllDocuments, stringify } from "yaml"
import { chart, deploy, everythingVisible, values, withDefaults } from "./chartFolder.mjs"
import { helm } from "./helm.mjs"
import { installValues } from "./installPage.mjs"
import { problemsOf } from "./kubernetes.mjs"
import { plain } from "./plain.mjs"
import { refusals } from "./refusals.mjs"
import { broken } from "./rules.mjs"
import { agreements, updateSettings } from "./agreements.mjs"
import { startsWith } from "./starts.mjs"

const update = process.argv.includes("--update")
const folder = mkdtempSync(path.join(tmpdir(), "chart-"))
const golden = path.join(deploy, "helm", "test", "golden")
const failures = []
let count = 0

const check = (what, problems) => {
  count += 1
  if (problems.length > 0) failures.push(`${what}:\n  ${problems.join("\n  ")}`)
}

/** A file that a person reviewed, against what there is now. */
const same = (what, file, now) => {
  if (update) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, now)
  }
  let before = ""
  try {
    before = readFileSync(file, "utf8")
  } catch {
    // Not there yet: reported as a difference.
  }
  const [lines, others] = [before.split("\n"), now.split("\n")]
  const at = others.findIndex((x, i) => x !== lines[i])
  check(
    what,
    before === now
      ? []
      : [
          `${file} is not what is rendered now, from line ${at + 1}: ${others[at]}`,
          "npm run test:chart -- --update"
        ]
  )
}

const objectsOf = (text) =>
  parseAllDocuments(text)
    .map((x) => x.toJS())
    .filter((x) => x !== null)

const fileOf = (name) => path.join(values, `${name}.yaml`)

const problemOf = ({ error }) => (error === undefined ? [] : [error])

try {
  if (update) updateSettings()
  const cases = readdirSync(values).map((x) => x.replace(/\.yaml$/, ""))
  const visible = everythingVisible(path.join(folder, "visible"))
  const refusedFile = (i) => path.join(folder, `refused-${i}.yaml`)
  for (const [i, [, given]] of refusals.entries()) writeFileSync(refusedFile(i), stringify(given))

  const installFile = path.join(folder, "install.yaml")
  writeFileSync(installFile, stringify(installValues()))

  const orders = [
    ...cases.map((x) => ({ kind: "template", chart: visible, values: fileOf(x) })),
    ...cases.map((x) => ({
      kind: "lint",
      chart: withDefaults(path.join(folder, x, "camunda-backup"), fileOf(x))
    })),
    ...refusals.map((_, i) => ({ kind: "template", chart, values: refusedFile(i) })),
    { kind: "package", chart, folder },
    plain.order,
    { kind: "template", chart: visible, values: installFile }
  ]
  const results = helm(orders)
  const next = (n) => results.splice(0, n)

  const rendered = next(cases.length)
  const started = []
  for (const [i, name] of cases.entries()) {
    check(`renders: ${name}`, problemOf(rendered[i]))
    const text = rendered[i].output ?? ""
    same(`golden: ${name}`, path.join(golden, `${name}.yaml`), text)
    const objects = objectsOf(text).filter((x) => x.kind !== "Notes")
    check(`schemas of Kubernetes: ${name}`, problemsOf(objects))
    check(`rules: ${name}`, objects.flatMap(broken))
    started.push(startsWith(objects))
  }
  for (const [i, problems] of (await Promise.all(started)).entries())
    check(`is accepted by the server: ${cases[i]}`, problems)
  for (const [i, result] of next(cases.length).entries()) check(`lint: ${cases[i]}`, problemOf(result))
  for (const [i, { error }] of next(refusals.length).entries()) {
    const [what, , expected] = refusals[i]
    const message = error ?? "nothing: it was rendered"
    const problems = expected.test(message) && !message.includes("S3cret") ? [] : [message]
    check(`is refused: ${what}`, problems)
    if (process.argv.includes("--verbose")) console.log(`--- ${what}\n${message}`)
  }
  for (const [what, result] of [
    ["packs", next(1)[0]],
    ["plain manifests render", results[0]]
  ])
    check(what, problemOf(result))
  for (const [file, text] of plain.files(next(1)[0].output ?? ""))
    same(`plain: ${path.basename(file)}`, file, text)
  const [installed] = next(1)
  check("docs/install.md renders", problemOf(installed))
  const ofPage = objectsOf(installed.output ?? "").filter((x) => x.kind !== "Notes")
  check("docs/install.md: schemas of Kubernetes", problemsOf(ofPage))
  check("docs/install.md: rules", ofPage.flatMap(broken))
  check("docs/install.md: is accepted by the server", await startsWith(ofPage))
  const image = "registry.example.com/camunda-backup"
  check(
    "docs/install.md: its values are in it",
    JSON.stringify(ofPage).includes(image) ? [] : [`${image} is in none of the objects`]
  )
  for (const [what, problems] of agreements()) check(what, problems)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const failure of failures) console.error(`\n${failure}`)
console.log(`\n${count - failures.length} passed, ${failures.length} failed, 0 skipped`)
process.exitCode = failures.length === 0 ? 0 : 1
