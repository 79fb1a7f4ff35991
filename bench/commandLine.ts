/** The command line as a process: `version` over Node with nothing to do; what `list` adds to the server's answer, over a script of one fetch. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { median, paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"

const main = fileURLToPath(new URL("../packages/cli-tui/dist/main.js", import.meta.url))

const aimVersion = 1.5
const aimList = 100

const processOf = async (args: ReadonlyArray<string>): Promise<void> => {
  await once(spawn(process.execPath, [...args], { stdio: "ignore" }), "exit")
}

const backup = (backupId: number) => ({
  component: "operate",
  backupId: String(backupId),
  state: "COMPLETED",
  reason: null,
  version: "8.7.2",
  startedAt: "2025-06-03T07:55:11.685Z",
  description: null,
  labels: {},
  parts: { done: 6, total: 6 },
  snapshots: [1, 2, 3, 4, 5, 6].map((part) => ({
    snapshot: `camunda_operate_${backupId}_8.7.2_part_${part}_of_6`,
    state: "SUCCESS",
    startedAt: `2025-06-03T07:55:1${part}.685Z`,
    damaged: false,
    failures: []
  }))
})

/** A page of `/api/v1/backups`; what else is asked for is not there. */
const page = JSON.stringify({
  backups: Array.from({ length: 100 }, (_, i) => backup(i + 1)),
  next: null
})

/** From the server's answer to the first byte on standard output. */
const list = async (turns: number): Promise<readonly [ours: number, bare: number]> => {
  let answered = 0
  const server = createServer(({ url: asked = "" }, response) => {
    if (asked.startsWith("/api/v1/backups?")) response.end(page, () => (answered = performance.now()))
    else response.writeHead(404).end()
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const firstByte = async (args: ReadonlyArray<string>): Promise<number> => {
    const child = spawn(process.execPath, [...args], { stdio: ["ignore", "pipe", "inherit"] })
    const exited = once(child, "exit")
    // A command that fails writes nothing here, and would be waited for without end.
    const [first] = await Promise.race([once(child.stdout, "data"), once(child.stdout, "close")])
    if (first === undefined) throw new Error(`nothing on standard output: ${args.join(" ")}`)
    const after = performance.now() - answered
    child.stdout.resume()
    await exited
    return after
  }
  const ours: Array<number> = []
  const bare: Array<number> = []
  for (let i = -1; i < turns; i++) {
    const pair = [
      await firstByte([main, "list", "--component", "operate", "--server", url]),
      await firstByte([
        "-e",
        `fetch("${url}/api/v1/backups?").then((x) => x.text()).then((x) => process.stdout.write(x))`
      ])
    ] as const
    if (i < 0) continue
    ours.push(pair[0])
    bare.push(pair[1])
  }
  server.close()
  return [median(ours), median(bare)]
}

export const commandLine = async (turns: number): Promise<ReadonlyArray<Row>> => {
  const version = await paired(
    turns,
    1,
    () => processOf([main, "version"]),
    () => processOf(["-e", "0"])
  )
  const [ours, bare] = await list(turns)
  return [
    {
      what: "`camunda-backup version`, over `node -e 0`",
      ours: ms(version.ours),
      bare: ms(version.bare),
      result: times(version.ratio),
      aim: `≤ ${times(aimVersion)}`,
      met: version.ratio <= aimVersion
    },
    {
      what: "`camunda-backup list` of 100, server's answer to first byte, over a script of one fetch",
      ours: ms(ours),
      bare: ms(bare),
      result: `+${ms(ours - bare)} (${times(ours / bare)})`,
      aim: `≤ +${ms(aimList)}`,
      met: ours - bare <= aimList
    }
  ]
}
