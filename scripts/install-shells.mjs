// The shells that `npm run test:shells` drives.
import { existsSync } from "node:fs"
import { ensureInstalled, runs } from "./debian.mjs"

ensureInstalled(
  [
    { name: "zsh", isThere: () => runs("zsh", "--version") },
    { name: "fish", isThere: () => runs("fish", "--version") },
    { name: "bash-completion", isThere: () => existsSync("/usr/share/bash-completion/bash_completion") }
  ],
  "completion in real shells"
)
