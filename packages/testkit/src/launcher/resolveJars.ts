import { mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { missingLog4jCore, log4jApiVersion } from "./jarNames.ts"
import type { Jdk } from "./Jdk.ts"
import { log4jCore, type MavenArtifact, mavenPom, serverArtifacts } from "./mavenPom.ts"
import { CommandNotFound, runCommand } from "./runCommand.ts"

const copyDependencies = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
const timeoutMillis = 10 * 60_000

const mavenMissing = (version: string): string =>
  [
    `Elasticsearch ${version} is assembled from its artifacts on Maven Central, and mvn was not found on PATH.`,
    "Install Apache Maven 3.6.3 or later and put its bin folder on PATH,",
    "or set ELASTICSEARCH_URL (and ELASTICSEARCH_REPOSITORY_PATH) to a server that already runs."
  ].join("\n")

const mavenFailed = (version: string, output: string): string =>
  [
    `The artifacts of Elasticsearch ${version} could not be fetched by mvn. It wrote last:`,
    output,
    "Check that the version exists on Maven Central with both org.elasticsearch:elasticsearch and",
    "org.elasticsearch.plugin:transport-netty4 (9.3.x and 9.4.x do not), and the network or the mirror in Maven's settings.xml."
  ].join("\n")

/** Which Java Maven runs on is the user's business (certificates of a proxy or mirror); ours is only for who has none set. */
const mavenEnvironment = async (jdk: Jdk): Promise<NodeJS.ProcessEnv> => {
  if ((process.env["JAVA_HOME"] ?? "") !== "") return process.env
  const java = await runCommand("java", ["-version"], { timeoutMillis: 15_000 }).catch(() => undefined)
  return java?.exitCode === 0 ? process.env : { ...process.env, JAVA_HOME: jdk.home }
}

const copy = async (
  artifacts: ReadonlyArray<MavenArtifact>,
  folder: string,
  version: string,
  jdk: Jdk
): Promise<ReadonlyArray<string>> => {
  const jars = join(folder, "jars")
  const pom = join(folder, "pom.xml")
  await rm(jars, { recursive: true, force: true })
  await writeFile(pom, mavenPom(artifacts))
  const result = await runCommand(
    "mvn",
    ["-B", "-ntp", "-f", pom, copyDependencies, "-DincludeScope=runtime", `-DoutputDirectory=${jars}`],
    { timeoutMillis, cwd: folder, env: await mavenEnvironment(jdk) }
  ).catch((cause: unknown) => {
    throw cause instanceof CommandNotFound ? new Error(mavenMissing(version), { cause }) : cause
  })
  if (result.exitCode !== 0) throw new Error(mavenFailed(version, result.output))
  return readdir(jars)
}

/** Puts every jar the server needs into `<folder>/jars` and returns their names. */
export const resolveJars = async (
  version: string,
  folder: string,
  jdk: Jdk
): Promise<ReadonlyArray<string>> => {
  await mkdir(folder, { recursive: true })
  const server = serverArtifacts(version)
  const jars = await copy(server, folder, version, jdk)
  const missing = missingLog4jCore(jars)
  if (missing === undefined) return jars
  const all = await copy([...server, log4jCore(missing)], folder, version, jdk)
  if (missingLog4jCore(all) !== undefined) {
    throw new Error(
      `log4j-core and log4j-api ${log4jApiVersion(all) ?? ""} do not come in the same version for Elasticsearch ${version}: ${all.join(", ")}`
    )
  }
  return all
}
