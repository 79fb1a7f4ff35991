// deploy/kubernetes: what the chart makes of deploy/kubernetes/values.yaml, for clusters without Helm.
import path from "node:path"
import { chart, deploy } from "./chartFolder.mjs"

const folder = path.join(deploy, "kubernetes")

const head = `# Made by \`npm run test:chart -- --update\` from deploy/helm/camunda-backup and deploy/kubernetes/values.yaml: a change here is lost.
# What has to be changed for a cluster is in docs/install.md.
`

/** Labels that only mean something to Helm are taken out. */
const withoutHelm = (text) =>
  text
    .replace(/^ *helm\.sh\/chart: .*\n/gm, "")
    .replace(/^ *app\.kubernetes\.io\/managed-by: .*\n/gm, "")
    .replace(/^# Source: .*\n/gm, "")
    .replace(/\n+$/, "\n")

export const plain = {
  order: { kind: "template", chart, values: path.join(folder, "values.yaml") },
  /** [file, text] */
  files: (output) => [[path.join(folder, "camunda-backup.yaml"), head + withoutHelm(output)]]
}
