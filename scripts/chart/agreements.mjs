// What is said in two places, of which the chart is one.
import { readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { parse } from "yaml"
import { chart, deploy, root } from "./chartFolder.mjs"

const read = (...file) => readFileSync(path.join(...file), "utf8")

const leaves = (value, name = "") =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, x]) => leaves(x, name === "" ? key : `${name}.${key}`))
    : [name]

/** Those of the table of docs/configuration.md, with `…_PASSWORD` and its like in full. */
const documented = () => {
  const rows = read(root, "docs", "configuration.md").matchAll(/^\| (`CAMUNDA_BACKUP_[^|]+)\|/gm)
  return [...rows].flatMap(([, cell]) => {
    const [first = "", ...others] = [...cell.matchAll(/`([^`]+)`/g)].map((x) => x[1])
    return [
      first,
      ...others.map((x) => (x.startsWith("…") ? `CAMUNDA_BACKUP_ELASTICSEARCH${x.slice(1)}` : x))
    ]
  })
}

const templates = () =>
  ["_environment.tpl", "deployment.yaml", "cronjob.yaml"].map((x) => read(chart, "templates", x)).join("\n")

/** Whether a template sets it, from a value of its own. */
const isOwn = (name) => {
  const own = new Set(templates().match(/CAMUNDA_BACKUP_[A-Z]+(_[A-Z]+)*/g) ?? [])
  return own.has(name) || own.has(`${name}_FILE`)
}

/** Lets `settings` have every documented variable that has no value of its own. */
export const updateSettings = () => {
  const schema = JSON.parse(read(chart, "values.schema.json"))
  schema.properties.settings.properties = Object.fromEntries(
    documented()
      .filter((x) => !isOwn(x))
      .map((x) => [x, { $ref: "#/definitions/setting" }])
  )
  writeFileSync(path.join(chart, "values.schema.json"), `${JSON.stringify(schema, null, 2)}\n`)
}

/** [what, problems] */
export const agreements = () => {
  const { settings } = JSON.parse(read(chart, "values.schema.json")).properties
  const names = new Set(documented())
  const { version } = JSON.parse(read(root, "packages", "server", "package.json"))
  const { appVersion, version: ofChart } = parse(read(chart, "Chart.yaml"))
  const readme = read(chart, "README.md")
  return [
    [
      "the alerts are those of deploy/prometheus",
      read(chart, "files", "camunda-backup.rules.yaml") ===
      read(deploy, "prometheus", "camunda-backup.rules.yaml")
        ? []
        : ["copy deploy/prometheus/camunda-backup.rules.yaml to deploy/helm/camunda-backup/files"]
    ],
    [
      "every documented variable can be set",
      [...names].filter((x) => !isOwn(x) && !(x in settings.properties))
    ],
    [
      "every setting is a documented variable",
      Object.keys(settings.properties).filter((x) => !names.has(x) || isOwn(x))
    ],
    [
      "the versions are those of the packages",
      [appVersion, ofChart].filter((x) => x !== version).map((x) => `${x} instead of ${version}`)
    ],
    [
      "docs/install.md speaks of this version",
      [...read(root, "docs", "install.md").matchAll(/camunda-backup[-:]([0-9]+\.[0-9]+\.[0-9]+)/g)]
        .map((x) => x[1])
        .filter((x) => x !== version)
    ],
    [
      "the README of the chart names every value",
      leaves(parse(read(chart, "values.yaml"))).filter((x) => !readme.includes(`\`${x}\``))
    ],
    [
      "the test is a hook",
      /helm\.sh\/hook: test/.test(read(chart, "templates", "tests", "health.yaml")) ? [] : ["it is not"]
    ]
  ]
}
