#!/usr/bin/env node
// The program of @camunda-backup/cli-tui, which exports only what can be imported: it is beside that.
import { createRequire } from "node:module"
import path from "node:path"
import { pathToFileURL } from "node:url"

const library = createRequire(import.meta.url).resolve("@camunda-backup/cli-tui")
await import(pathToFileURL(path.join(path.dirname(library), "main.js")))
