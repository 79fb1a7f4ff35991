// Bundles `packages/<package>/src/main.ts` into `dist/main.js`, so that an installed program starts with a few reads and not with a
// thousand, and needs no other package. `src/index.ts`, for importers, becomes `dist/index.js`, with everything but the peer dependencies: an
// importer brings those, and both must use the same copy. tsc has made the types before.
//
//   node scripts/bundle.mjs <package> [--metafile]      (dist/meta.json: what is in it, for https://esbuild.github.io/analyze)
//
// dist/main.js turns on Node's compile cache and loads chunks/program-….js; what the sources import dynamically is a chunk of its own.
import { createRequire } from "node:module"
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [name, ...flags] = process.argv.slice(2)
const folder = path.join(root, "packages", name ?? "")
const entry = path.join(folder, "src", "main.ts")
if (name === undefined || !existsSync(entry)) {
  console.error(`usage: node scripts/bundle.mjs <package>, one that has a src/main.ts (looked for ${entry})`)
  process.exit(2)
}
const { build } = createRequire(path.join(folder, "package.json"))("esbuild")

const refused = (names) => {
  const members = names.map((x) => `${x}: refuse`).join(", ")
  return `const refuse = () => { throw new Error("left out of the bundle, see scripts/bundle.mjs") }; module.exports = { ${members} }`
}

// What libraries load at every start and our programs never call, with what stands in its place.
const replaced = {
  // The ES|QL helpers of @elastic/elasticsearch: we ask no ES|QL. It is the largest dependency of all.
  "apache-arrow/Arrow.node": "module.exports = {}",
  "apache-arrow": "module.exports = {}",
  // Ink loads it only under DEV=true.
  "react-devtools-core": "module.exports = {}",
  // express.json() and its like: the server reads the one body it takes by itself (packages/server/src/http/readBody.ts).
  "body-parser": refused(["json", "raw", "text", "urlencoded"]),
  // @elastic/transport needs a pool and a connector, the command line also a proxy; nobody needs fetch, WebSocket and mocks.
  undici: `
    Object.assign(require("undici/lib/dispatcher/dispatcher.js").prototype, require("undici/lib/api/index.js"))
    module.exports = {
      Pool: require("undici/lib/dispatcher/pool.js"),
      ProxyAgent: require("undici/lib/dispatcher/proxy-agent.js"),
      buildConnector: require("undici/lib/core/connect.js"),
      errors: require("undici/lib/core/errors.js")
    }`
}

/** @type {import("esbuild").Plugin} */
const replacements = {
  name: "replacements",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z@]/ }, ({ path, resolveDir }) =>
      path in replaced ? { path, namespace: "replaced", pluginData: { resolveDir } } : undefined
    )
    onLoad({ filter: /.*/, namespace: "replaced" }, ({ path, pluginData }) => ({
      contents: replaced[path],
      loader: "js",
      ...pluginData
    }))
  }
}

// An `import` of node:http reads every export of it, among them the lazy `WebSocket`, which loads Node's whole fetch: 30 ms for nothing.
/** @type {import("esbuild").Plugin} */
const lazyHttp = {
  name: "lazy-http",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$/ }, ({ kind }) =>
      kind === "import-statement" ? { path: "node:http", namespace: "lazy-http" } : undefined
    )
    onLoad({ filter: /.*/, namespace: "lazy-http" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http")',
      loader: "js"
    }))
  }
}

// Pages to read an HTTP API with, of effect: 5 MB of scripts that our server does not serve.
/** @type {import("esbuild").Plugin} */
const withoutPages = {
  name: "without-pages",
  setup({ onLoad }) {
    onLoad({ filter: /http-api[\\/]internal[\\/]httpApi(Scalar|Swagger)\.js$/ }, () => ({
      contents: "module.exports = {}",
      loader: "js"
    }))
  }
}

const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))
const dist = path.join(folder, "dist")
/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: folder,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' },
  // Bundled CommonJS calls `require` for Node's own modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);'
  },
  // Less to read and compile. Names are kept: they stand in stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "external",
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
  plugins: [replacements, lazyHttp, withoutPages]
}

rmSync(path.join(dist, "chunks"), { recursive: true, force: true })
const { metafile } = await build({
  ...common,
  entryPoints: { program: entry },
  entryNames: "chunks/[name]-[hash]",
  chunkNames: "chunks/[name]-[hash]",
  outdir: dist,
  splitting: true,
  conditions: ["@camunda-backup/source"],
  metafile: true
})
await build({
  ...common,
  entryPoints: [path.join(folder, "src", "index.ts")],
  outfile: path.join(dist, "index.js"),
  legalComments: "inline",
  external: Object.keys(manifest.peerDependencies)
})

const program = Object.entries(metafile.outputs).find(([, x]) => x.entryPoint === "src/main.ts")?.[0]
const shebang = /^#!.*\n/.exec(readFileSync(entry, "utf8"))?.[0] ?? ""
const main = path.join(dist, "main.js")
mkdirSync(dist, { recursive: true })
// Checked before anything newer than that is read: an older Node would end at a syntax error that tells nobody what to do.
const least = Number(/\d+/.exec(manifest.engines.node)?.[0])
writeFileSync(
  main,
  `${shebang}import * as module from "node:module"
if (Number.parseInt(process.versions.node) < ${least}) {
  process.stderr.write("camunda-backup needs Node ${least} or newer; this is " + process.version + ".\\n")
  process.exit(1)
}
module.enableCompileCache()
await import("./${path.posix.relative("dist", program)}")
`
)
rmSync(`${main}.map`, { force: true })
chmodSync(main, 0o755)
if (flags.includes("--metafile")) writeFileSync(path.join(dist, "meta.json"), JSON.stringify(metafile))
