// A registry on this machine that has a few packed packages and no other, so that `npx` and `npm` can be tried as whoever installs types them.
import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"

const packument = (url, { manifest, tarball }) => {
  const { name, version } = manifest
  const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`
  const dist = { integrity, tarball: `${url}/tarballs/${encodeURIComponent(name)}.tgz` }
  return { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } }
}

/** `packages`: manifests and tarballs. */
export const startRegistry = async (packages) => {
  const found = (name) => packages.find((x) => x.manifest.name === name)
  const server = createServer(({ url: path }, response) => {
    const isTarball = path.startsWith("/tarballs/")
    const name = decodeURIComponent(path.replace(/^\/(tarballs\/)?|\.tgz$/g, ""))
    const wanted = found(name)
    if (wanted === undefined) response.writeHead(404).end("{}")
    else if (isTarball) response.end(readFileSync(wanted.tarball))
    else response.setHeader("content-type", "application/json").end(JSON.stringify(packument(url, wanted)))
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${server.address().port}`
  return {
    url,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}
