// What `npm pack`, `npm publish` and `pnpm pack` do before and after (prepack, postpack of each package): npm packs package.json as it is, and
// `workspace:` and `catalog:` in it cannot be installed.
//
//   node ../../scripts/pack.mjs begin|end      in the folder of a package, after `npm run build`
//
// "begin" makes the bundle anew and removes what no source makes any more (a build from the cache leaves both behind), adds the licence, and writes the manifest that npm can
// install; the one of the sources is kept until "end". What a killed pack left behind is put back by the next "begin".
import { execFileSync } from "node:child_process"
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { repository } from "./repository.mjs"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const folder = process.cwd()
const file = path.join(folder, "package.json")
const kept = path.join(folder, "node_modules", ".package.json.before-pack")
const licence = path.join(folder, "LICENSE")

const read = (name) => JSON.parse(readFileSync(name, "utf8"))

const installable = (dependencies) =>
  Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [
      name,
      /^(workspace|catalog):/.test(version)
        ? read(path.join(folder, "node_modules", name, "package.json")).version
        : version
    ])
  )

// `exports` stay as they are, though the sources are not in the package: whoever reads the manifest meanwhile finds the same modules.
const packed = (manifest) => ({
  ...Object.fromEntries(
    Object.entries(manifest).filter(([field]) => field !== "scripts" && field !== "devDependencies")
  ),
  ...repository(folder),
  ...(manifest.dependencies && { dependencies: installable(manifest.dependencies) }),
  ...(manifest.peerDependencies && { peerDependencies: installable(manifest.peerDependencies) })
})

/** tsc leaves what it made of a source that was renamed or deleted since, and a cache brings it back. */
const removeLeftOver = () => {
  const dist = path.join(folder, "dist")
  const hasSource = (module) =>
    ["ts", "tsx"].some((x) => existsSync(path.join(folder, "src", `${module}.${x}`)))
  for (const file of readdirSync(dist, { recursive: true })) {
    const [, module] = /^(.+?)(?:\.d\.ts|\.js)(?:\.map)?$/.exec(file.split(path.sep).join("/")) ?? []
    if (module !== undefined && !module.startsWith("chunks/") && !hasSource(module))
      rmSync(path.join(dist, file))
  }
}

const end = () => {
  if (!existsSync(kept)) return
  renameSync(kept, file)
  rmSync(licence, { force: true })
}

const begin = () => {
  end()
  const manifest = read(file)
  if (!existsSync(path.join(folder, "dist", "index.d.ts"))) {
    console.error(`${manifest.name} is not built: run \`npm run build\` in ${root} first.`)
    process.exit(1)
  }
  removeLeftOver()
  if (manifest.bin !== undefined) {
    const bundle = path.join(root, "scripts", "bundle.mjs")
    execFileSync(process.execPath, [bundle, path.basename(folder)], { stdio: ["ignore", 2, 2] })
  }
  const text = `${JSON.stringify(packed(manifest), null, 2)}\n`
  copyFileSync(path.join(root, "LICENSE"), licence)
  copyFileSync(file, kept)
  writeFileSync(`${kept}.next`, text)
  renameSync(`${kept}.next`, file)
}

const steps = { begin, end }
const step = steps[process.argv[2] ?? ""]
if (step === undefined) {
  console.error("usage: node scripts/pack.mjs begin|end, in the folder of a package")
  process.exit(2)
}
step()
