/** The whole list of 10,000 backups as an operator has it: the command as a process, the built server, and an emulated Elasticsearch that has them. */
import { startEmulator } from "@camunda-backup/testkit/emulator"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { startBuiltServer } from "./builtServer.ts"
import { median } from "./medians.ts"
import { ms, type Row } from "./Row.ts"

const main = fileURLToPath(new URL("../packages/cli-tui/dist/main.js", import.meta.url))
const aim = 1000
const firstId = 1_700_000_000

/** From the start of the process to its end; how many lines it wrote. */
const run = async (args: ReadonlyArray<string>): Promise<readonly [millis: number, lines: number]> => {
  const started = performance.now()
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "inherit"] })
  const exited = once(child, "exit")
  let lines = 0
  // By the machine's own search: a loop over 20 MB would take longer than a pipe does, on a processor that the command needs.
  for await (const chunk of child.stdout as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  await exited
  return [performance.now() - started, lines]
}

export const commandLineList = async (backups: number, turns: number): Promise<ReadonlyArray<Row>> => {
  const emulator = await startEmulator()
  emulator.repositories.put("bench")
  for (let i = 0; i < backups * 6; i++) {
    const backupId = firstId + Math.floor(i / 6)
    const part = (i % 6) + 1
    emulator.snapshots.add("bench", `camunda_operate_${backupId}_8.7.2_part_${part}_of_6`, {
      metadata: `{"backupId":${backupId},"version":"8.7.2","partNo":${part},"partCount":6}`,
      startTime: backupId * 1000 + part * 2000
    })
  }
  const server = await startBuiltServer({
    CAMUNDA_BACKUP_ELASTICSEARCH_URL: emulator.url,
    CAMUNDA_BACKUP_REPOSITORY: "bench"
  })
  const rows: Array<Row> = []
  for (const format of ["table", "json"]) {
    const args = ["list", "--component", "operate", "-o", format, "--server", server.url]
    await run(args)
    const took: Array<number> = []
    for (let i = 0; i < turns; i++) {
      const [millis, lines] = await run(args)
      if (lines < backups) throw new Error(`a list of ${backups} backups has ${lines} lines`)
      took.push(millis)
    }
    const ours = median(took)
    rows.push({
      what: `\`camunda-backup list -o ${format}\` of ${backups}, as a process from start to end`,
      ours: ms(ours),
      bare: "",
      result: ms(ours),
      aim: `≤ ${ms(aim)}`,
      met: ours <= aim
    })
  }
  await server.end()
  await emulator.close()
  return rows
}
