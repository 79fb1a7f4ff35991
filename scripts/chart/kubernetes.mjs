// Rendered objects against Kubernetes' own schemas, where unknown fields are errors, for the oldest version that the chart takes and the newest one
// known; those of the Prometheus operator against its definitions. The schemas come from PyPI into a folder of their own.
import { PrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule"
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor"
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { root } from "./chartFolder.mjs"

const version = "1.37.0"
export const versions = ["1.25", "1.31", "1.37"]
const environment = path.join(root, "node_modules", ".cache", `kubernetes-validate-${version}`)

const python = () => {
  const program = path.join(environment, "bin", "python3")
  if (existsSync(path.join(environment, "complete"))) return program
  rmSync(environment, { recursive: true, force: true })
  execFileSync("python3", ["-m", "venv", environment], { stdio: "inherit" })
  const install = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    `kubernetes-validate==${version}`
  ]
  execFileSync(program, install, { stdio: "inherit" })
  writeFileSync(path.join(environment, "complete.next"), "")
  renameSync(path.join(environment, "complete.next"), path.join(environment, "complete"))
  return program
}

const operator = { PrometheusRule, ServiceMonitor }

const ofOperator = (object) => {
  try {
    new operator[object.kind](object).validate()
    return []
  } catch (error) {
    return [`${object.kind} ${object.metadata.name}: ${error.message}`]
  }
}

/** What is wrong with the objects, in words. */
export const problemsOf = (objects) => {
  const folder = mkdtempSync(path.join(tmpdir(), "kubernetes-"))
  try {
    const builtIn = objects.filter((x) => !(x.kind in operator))
    const files = builtIn.map((x, i) => path.join(folder, `${i}.json`))
    for (const [i, file] of files.entries()) writeFileSync(file, JSON.stringify(builtIn[i]))
    const flags = versions.flatMap((x) => ["-k", x])
    const args = ["-m", "kubernetes_validate", "--strict", "--quiet", ...flags, ...files]
    const { status, stdout, stderr } = spawnSync(python(), args, { encoding: "utf8" })
    const said = `${stdout}${stderr}`.trim()
    return [
      ...(status === 0 && said === "" ? [] : [`kubernetes-validate ended with ${status}: ${said}`]),
      ...objects.filter((x) => x.kind in operator).flatMap(ofOperator)
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
