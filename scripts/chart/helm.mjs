// Helm for scripts. Debian has none, and its own downloads are not on every network; helm-java, which is Helm's Go code as a library for Java, comes
// from Maven like the Elasticsearch of the tests.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

const version = "0.0.21"
const root = path.join(import.meta.dirname, "..", "..")
const cache = path.join(root, "node_modules", ".cache", `helm-java-${version}`)

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>camunda-backup</groupId><artifactId>helm</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>com.marcnuri.helm-java</groupId><artifactId>helm-java</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>`

/** The folder with the jars; one that a killed run left half full is not used. */
const jars = () => {
  if (existsSync(cache)) return cache
  mkdirSync(path.dirname(cache), { recursive: true })
  const next = mkdtempSync(`${cache}-`)
  writeFileSync(path.join(next, "pom.xml"), pom)
  const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
  execFileSync(
    "mvn",
    ["-B", "-q", "-ntp", "-f", path.join(next, "pom.xml"), copy, `-DoutputDirectory=${next}`],
    {
      stdio: ["ignore", "inherit", "inherit"]
    }
  )
  renameSync(next, cache)
  return cache
}

const orderOf = {
  template: ({ chart, name = "camunda-backup", namespace = "camunda", kubernetes = "1.25.0", values }) => [
    chart,
    name,
    namespace,
    kubernetes,
    values
  ],
  lint: ({ chart }) => [chart],
  package: ({ chart, folder }) => [chart, folder]
}

/**
 * Carries all orders out in one process, for it takes a second to start: `{ kind: "template", chart, values, name?, namespace? }`,
 * `{ kind: "lint", chart }` or `{ kind: "package", chart, folder }`. In their order, `{ output }` or `{ error }` of each.
 */
export const helm = (orders) => {
  const folder = mkdtempSync(path.join(tmpdir(), "helm-"))
  try {
    const outputs = orders.map((_, i) => path.join(folder, String(i)))
    const lines = orders.map((x, i) => [x.kind, ...orderOf[x.kind](x), outputs[i]].join("\t"))
    execFileSync("java", ["-cp", path.join(jars(), "*"), path.join(import.meta.dirname, "Helm.java")], {
      input: `${lines.join("\n")}\n`,
      // Of `package`: which file it made.
      stdio: ["pipe", "ignore", "inherit"]
    })
    return outputs.map((file) =>
      existsSync(file)
        ? { output: readFileSync(file, "utf8") }
        : { error: readFileSync(`${file}.error`, "utf8") }
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
