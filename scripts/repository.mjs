// Where the sources of a package are, which npm's provenance requires: only a run on GitHub knows.
import path from "node:path"

const root = path.dirname(import.meta.dirname)

/** The fields of the manifest for the package in `folder`; none elsewhere. */
export const repository = (folder) => {
  const { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server } = process.env
  if (!name || !server) return {}
  const directory = path.relative(root, folder).split(path.sep).join("/")
  return {
    repository: { type: "git", url: `git+${server}/${name}.git`, directory },
    homepage: `${server}/${name}#readme`,
    bugs: `${server}/${name}/issues`
  }
}
