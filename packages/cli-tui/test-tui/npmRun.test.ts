import { spawn } from "node:child_process"
import path from "node:path"
import { expect, it } from "vitest"

it("npm run -s cli prints what the program prints, and nothing of the build", async () => {
  const child = spawn("npm", ["run", "-s", "cli", "--", "version"], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    stdio: ["ignore", "pipe", "pipe"]
  })
  let [out, err] = ["", ""]
  child.stdout.on("data", (x: Buffer) => (out += x.toString()))
  child.stderr.on("data", (x: Buffer) => (err += x.toString()))
  const code = await new Promise((resolve) => {
    child.on("close", resolve)
  })
  expect({ code, out, err }).toEqual({ code: 0, out: "0.1.0\n", err: "" })
})
