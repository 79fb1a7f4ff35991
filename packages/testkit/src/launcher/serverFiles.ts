import { createHash, randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { cacheDirectory } from "./cacheDirectory.ts"
import { isNettyModuleJar, nettyDescriptor } from "./jarNames.ts"
import type { Jdk } from "./Jdk.ts"
import { resolveJars } from "./resolveJars.ts"
import { runCommand } from "./runCommand.ts"
import { minimumJava } from "./serverVersion.ts"
import { starterClass, starterSource } from "./starterSource.ts"
import { withFileLock } from "./withFileLock.ts"

/** Everything a node needs that does not belong to one node: read-only, shared by all that run. */
export interface ServerFiles {
  /** The folder with the jars of the class path. */
  readonly core: string
  /** `path.home`: config (empty), plugins (empty), modules. */
  readonly home: string
  /** The compiled starter. */
  readonly classes: string
}

const marker = "complete.json"

/** The layout is part of the name: a change of the starter or of the layout never meets files of an older one. */
const folderOf = (version: string): string => {
  const layout = createHash("sha256").update(starterSource).digest("hex").slice(0, 8)
  return join(cacheDirectory(process.env), "elasticsearch", version, layout)
}

const filesIn = (folder: string): ServerFiles => ({
  core: join(folder, "core"),
  home: join(folder, "home"),
  classes: join(folder, "classes")
})

const sizes = async (folder: string): Promise<Record<string, number>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== marker)
  const pairs = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1), (await stat(path)).size] as const
    })
  )
  return Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Whole: the marker, written last, lists exactly the files that are there. A cleaner of old files may have taken some. */
const isWhole = async (folder: string): Promise<boolean> => {
  const written = await readFile(join(folder, marker), "utf8").catch(() => undefined)
  return written !== undefined && written === JSON.stringify(await sizes(folder))
}

const compileStarter = async (folder: string, version: string, jdk: Jdk): Promise<void> => {
  const { core, classes } = filesIn(folder)
  const source = join(folder, `${starterClass}.java`)
  await mkdir(classes)
  await writeFile(source, starterSource)
  // --release: any JDK that fits the server runs what another one compiled.
  const result = await runCommand(
    join(jdk.home, "bin", "javac"),
    ["--release", String(minimumJava(version)), "-nowarn", "-cp", join(core, "*"), "-d", classes, source],
    { timeoutMillis: 120_000 }
  )
  if (result.exitCode !== 0) {
    throw new Error(
      `The starter does not compile against Elasticsearch ${version} with the JDK at ${jdk.home}: its internal API differs from the versions the launcher is made for (8.16 to 8.19, 9.0 to 9.5).\n${result.output}`
    )
  }
}

const build = async (folder: string, version: string, jdk: Jdk): Promise<void> => {
  const { core, home } = filesIn(folder)
  const netty = join(home, "modules", "transport-netty4")
  const jars = await resolveJars(version, folder, jdk)
  await Promise.all(
    [core, netty, join(home, "config"), join(home, "plugins")].map((it) => mkdir(it, { recursive: true }))
  )
  await Promise.all(
    jars.map((jar) => rename(join(folder, "jars", jar), join(isNettyModuleJar(jar) ? netty : core, jar)))
  )
  await rm(join(folder, "jars"), { recursive: true })
  await writeFile(join(netty, "plugin-descriptor.properties"), nettyDescriptor(version))
  await compileStarter(folder, version, jdk)
  await writeFile(join(folder, marker), JSON.stringify(await sizes(folder)))
}

/** What a killed process left half done. Called under the lock, so nobody is at it. */
const removeRests = async (folder: string): Promise<void> => {
  const parent = dirname(folder)
  const rests = (await readdir(parent)).filter((name) => /\.[0-9a-f-]{36}(\.broken)?$/.test(name))
  await Promise.all(rests.map((name) => rm(join(parent, name), { recursive: true, force: true })))
}

const buildAndPublish = async (folder: string, version: string, jdk: Jdk): Promise<void> => {
  if (await isWhole(folder)) return
  await removeRests(folder)
  const fresh = `${folder}.${randomUUID()}`
  try {
    await build(fresh, version, jdk)
    // What is there without being whole makes way; a server that already runs from it keeps its open files.
    const broken = `${fresh}.broken`
    await rename(folder, broken).catch(() => undefined)
    await rename(fresh, folder)
    await rm(broken, { recursive: true, force: true })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

/** The files of a version, from the cache or fetched with Maven and compiled now (a minute at most on a usual line). */
export const serverFiles = async (version: string, jdk: Jdk): Promise<ServerFiles> => {
  minimumJava(version)
  const folder = folderOf(version)
  if (!(await isWhole(folder))) {
    await mkdir(dirname(folder), { recursive: true })
    await withFileLock(`${folder}.lock`, { timeoutMillis: 15 * 60_000 }, () =>
      buildAndPublish(folder, version, jdk)
    )
  }
  return filesIn(folder)
}
