import { readdir, readFile, realpath, stat } from "node:fs/promises"
import { delimiter, dirname, join } from "node:path"
import { javaMajorFromOutput, javaMajorFromRelease } from "./javaVersion.ts"
import { chooseJdk, type Jdk, type JdkCandidate, noJdkMessage } from "./Jdk.ts"
import { runCommand } from "./runCommand.ts"
import { minimumJava } from "./serverVersion.ts"

type Environment = Readonly<Record<string, string | undefined>>
type Place = Pick<JdkCandidate, "home" | "source">

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (it) => it.isFile(),
    () => false
  )

const variablePlaces = (environment: Environment): ReadonlyArray<Place> =>
  ["ELASTICSEARCH_JAVA_HOME", "JAVA_HOME"].flatMap((name) => {
    const home = environment[name]
    return home === undefined || home === "" ? [] : [{ home, source: name }]
  })

const pathPlaces = async (environment: Environment): Promise<ReadonlyArray<Place>> => {
  const folders = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "")
  const compilers = await Promise.all(
    folders.map((folder) => realpath(join(folder, "javac")).catch(() => undefined))
  )
  return compilers.flatMap((javac) =>
    javac === undefined ? [] : [{ home: dirname(dirname(javac)), source: "PATH" }]
  )
}

const searched = [
  { folder: "/usr/lib/jvm", inside: "" },
  { folder: "/Library/Java/JavaVirtualMachines", inside: "Contents/Home" }
]

const folderPlaces = async (): Promise<ReadonlyArray<Place>> => {
  const places = await Promise.all(
    searched.map(async ({ folder, inside }) => {
      const names = await readdir(folder).catch(() => [])
      return names.map((name) => ({ home: join(folder, name, inside), source: folder }))
    })
  )
  return places.flat()
}

const probe = async ({ home, source }: Place): Promise<JdkCandidate> => {
  const compilers = await Promise.all([isFile(join(home, "bin", "java")), isFile(join(home, "bin", "javac"))])
  if (compilers.includes(false)) return { home, source, found: { unusable: "no bin/java and bin/javac" } }
  const release = await readFile(join(home, "release"), "utf8").catch(() => "")
  const declared = javaMajorFromRelease(release)
  if (declared !== undefined) return { home, source, found: { major: declared } }
  // macOS has a /usr/bin/javac without any Java behind it; only running it tells.
  const asked = await runCommand(join(home, "bin", "java"), ["-version"], { timeoutMillis: 15_000 }).catch(
    () => undefined
  )
  const major = asked?.exitCode === 0 ? javaMajorFromOutput(asked.output) : undefined
  return {
    home,
    source,
    found: major === undefined ? { unusable: "java -version does not answer" } : { major }
  }
}

const majorOrLast = ({ found }: JdkCandidate): number => ("major" in found ? found.major : Infinity)

/** Every place where a JDK may be: what a person named first, then PATH, then the usual folders (oldest Java first). */
export const jdkCandidates = async (environment: Environment): Promise<ReadonlyArray<JdkCandidate>> => {
  const named = [...variablePlaces(environment), ...(await pathPlaces(environment))]
  const inFolders = await Promise.all((await folderPlaces()).map(probe))
  return [
    ...(await Promise.all(named.map(probe))),
    ...inFolders.toSorted((a, b) => majorOrLast(a) - majorOrLast(b))
  ]
}

/** A JDK that this version of the server runs on. Throws an error that names all that was looked at. */
export const findJdk = async (version: string, environment: Environment = process.env): Promise<Jdk> => {
  const minimumMajor = minimumJava(version)
  const candidates = await jdkCandidates(environment)
  const jdk = chooseJdk(candidates, minimumMajor)
  if (jdk === undefined) throw new Error(noJdkMessage(version, minimumMajor, candidates))
  return jdk
}
