// The browser that `npm run test:browser` drives.
import { ensureInstalled, runs } from "./debian.mjs"

ensureInstalled(
  [{ name: "chromium", isThere: () => runs("/usr/bin/chromium", "--version") }],
  "the status page in a real browser"
)
