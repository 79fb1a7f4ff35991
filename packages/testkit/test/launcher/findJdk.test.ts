import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { findJdk, jdkCandidates } from "../../src/launcher/findJdk.ts"

let root = ""
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "find-jdk-"))
})
afterEach(() => rm(root, { recursive: true }))

const makeJdk = async (name: string, release: string, java = "#!/bin/sh\nexit 1\n"): Promise<string> => {
  const home = join(root, name)
  await mkdir(join(home, "bin"), { recursive: true })
  await Promise.all([
    writeFile(join(home, "bin", "java"), java),
    writeFile(join(home, "bin", "javac"), ""),
    ...(release === "" ? [] : [writeFile(join(home, "release"), release)])
  ])
  await chmod(join(home, "bin", "java"), 0o755)
  return home
}

it("prefers ELASTICSEARCH_JAVA_HOME to JAVA_HOME, and passes over one that is too old for the version", async () => {
  const old = await makeJdk("old", 'JAVA_VERSION="17.0.1"\n')
  const young = await makeJdk("young", 'JAVA_VERSION="25.0.1"\n')
  const environment = { ELASTICSEARCH_JAVA_HOME: old, JAVA_HOME: young }
  expect(await findJdk("8.19.21", environment)).toEqual({ home: old, major: 17 })
  expect(await findJdk("9.5.3", environment)).toEqual({ home: young, major: 25 })
})

it("finds a JDK by the javac on PATH, not by a java without a compiler", async () => {
  const home = await makeJdk("jdk", 'JAVA_VERSION="25"\n')
  const runtime = await makeJdk("jre", 'JAVA_VERSION="25"\n')
  await rm(join(runtime, "bin", "javac"))
  const candidates = await jdkCandidates({ PATH: `${join(runtime, "bin")}:${join(home, "bin")}` })
  expect(candidates[0]).toEqual({ home, source: "PATH", found: { major: 25 } })
})

it("asks java itself where no release file tells, and believes no stub that fails", async () => {
  const asked = await makeJdk("asked", "", "#!/bin/sh\necho 'openjdk version \"23.0.2\"' >&2\n")
  const stub = await makeJdk("stub", "")
  const candidates = await jdkCandidates({ ELASTICSEARCH_JAVA_HOME: asked, JAVA_HOME: stub })
  expect(candidates.slice(0, 2)).toEqual([
    { home: asked, source: "ELASTICSEARCH_JAVA_HOME", found: { major: 23 } },
    { home: stub, source: "JAVA_HOME", found: { unusable: "java -version does not answer" } }
  ])
})
