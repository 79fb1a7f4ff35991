// Takes the pictures of the status page in docs/images, from the built server in a real browser over the scenes of its tests.
import { ensureInstalled, runs } from "./debian.mjs"

ensureInstalled(
  [
    { name: "chromium", isThere: () => runs("/usr/bin/chromium", "--version") },
    { name: "fonts-inter", isThere: () => runs("sh", "-c", "fc-list | grep -q Inter") },
    { name: "pngquant", isThere: () => runs("pngquant", "--version") }
  ],
  "the pictures of the status page"
)
const { takePictures } = await import("../packages/server/test-browser/harness/pictures.ts")
await takePictures((name) => process.stdout.write(`docs/images/${name}.png\n`))
