// The units of deploy/systemd, by systemd itself: without a mistake, and hardened to an exposure of at most 2.0 of 10.
import { spawnSync } from "node:child_process"
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"

const mostExposed = 20

const run = (...args) => {
  const { status, stdout, stderr } = spawnSync("systemd-analyze", args, { encoding: "utf8" })
  return { ok: status === 0, said: `${stdout}${stderr}`.trim() }
}

/** Copies in which the commands are those of the archive in `home`. */
const copies = (units, home, folder) =>
  readdirSync(units)
    .filter((x) => /\.(service|timer)$/.test(x))
    .map((name) => {
      const to = path.join(folder, name)
      cpSync(path.join(units, name), to)
      writeFileSync(
        to,
        readFileSync(to, "utf8").replaceAll("ExecStart=/opt/camunda-backup/", `ExecStart=${home}/`)
      )
      return to
    })

/** [what, problems] */
export const checkUnits = (units, home, folder) => {
  const files = copies(units, home, folder)
  const verified = run("verify", "--man=no", ...files)
  return [
    ["systemd-analyze verify", verified.ok && verified.said === "" ? [] : [verified.said]],
    ...files
      .filter((x) => x.endsWith(".service"))
      .map((file) => {
        const { ok, said } = run("security", "--offline=true", `--threshold=${mostExposed}`, file)
        const level = /exposure level for .*/.exec(said)?.[0] ?? said
        console.log(level)
        return [`systemd-analyze security ${path.basename(file)}`, ok ? [] : [level]]
      })
  ]
}
