// The bill of materials of an archive or an image, CycloneDX 1.6. What is in it is looked up in what was built, not in what was asked for. Without times and
// random numbers: the same content has the same bill.
import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import path from "node:path"
import { root } from "./node.mjs"

const purlOf = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`

/** What Node itself was built with, as this one says; that of another machine has the same version. */
const partsOfNode = () => {
  const program = path.join(root, "node_modules", ".bin", "node")
  const said = execFileSync(program, ["-p", "JSON.stringify(process.versions)"], { encoding: "utf8" })
  const { modules: _modules, napi: _napi, node, ...versions } = JSON.parse(said)
  return { node, versions }
}

const library = (program) => ({ ref: `camunda-backup/${program}`, name: `@camunda-backup/${program}` })

const nodeComponent = (binary) => {
  const { node, versions } = partsOfNode()
  return {
    type: "application",
    "bom-ref": "node",
    name: "node",
    version: node,
    purl: `pkg:generic/nodejs@${node}`,
    cpe: `cpe:2.3:a:nodejs:node.js:${node}:*:*:*:*:*:*:*`,
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(readFileSync(binary)).digest("hex") }],
    licenses: [{ license: { id: "MIT" } }],
    components: Object.entries(versions)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, version]) => ({ type: "library", "bom-ref": `node/${name}`, name, version }))
  }
}

const npmComponent = ({ license, name, version }) => ({
  type: "library",
  "bom-ref": purlOf(name, version),
  name,
  version,
  purl: purlOf(name, version),
  licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }]
})

/** `others`: components that are beside it, such as packages of Debian. */
export const billOf = ({ arch, binary, others = [], packages, version }) => {
  const programs = ["cli-tui", "server"]
  const refsOf = (program) =>
    packages.filter((x) => x.programs.has(program)).map((x) => purlOf(x.name, x.version))
  const content = {
    metadata: {
      component: {
        type: "application",
        "bom-ref": "camunda-backup",
        name: "camunda-backup",
        version,
        purl: `pkg:generic/camunda-backup@${version}?arch=${arch}`,
        licenses: [{ license: { id: "Apache-2.0" } }]
      }
    },
    components: [
      nodeComponent(binary),
      ...programs.map((x) => ({
        type: "library",
        "bom-ref": library(x).ref,
        name: library(x).name,
        version,
        purl: purlOf(library(x).name, version),
        licenses: [{ license: { id: "Apache-2.0" } }]
      })),
      ...packages.map(npmComponent),
      ...others
    ],
    dependencies: [
      {
        ref: "camunda-backup",
        dependsOn: ["node", ...programs.map((x) => library(x).ref), ...others.map((x) => x["bom-ref"])]
      },
      ...programs.map((x) => ({ ref: library(x).ref, dependsOn: refsOf(x) }))
    ]
  }
  const digest = createHash("sha256").update(JSON.stringify(content)).digest("hex")
  // A UUID of version 8: made of the content.
  const uuid = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-a$4-$5")
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    ...content
  }
}
