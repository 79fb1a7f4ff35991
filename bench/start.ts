/** Start of the built server to its first answer, over the start of Node with nothing to do. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { startBuiltServer } from "./builtServer.ts"
import { fetchText } from "./keepAlive.ts"
import { median } from "./medians.ts"
import { ms, type Row } from "./Row.ts"

const aim = 400

const firstAnswer = async (): Promise<number> => {
  const started = performance.now()
  const server = await startBuiltServer({ CAMUNDA_BACKUP_ELASTICSEARCH_URL: "http://127.0.0.1:1" })
  await fetchText(`${server.url}/actuator/health/liveness`)
  const taken = performance.now() - started
  await server.end("SIGKILL")
  return taken
}

const nothing = async (): Promise<number> => {
  const started = performance.now()
  await once(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }), "exit")
  return performance.now() - started
}

export const start = async (turns: number): Promise<ReadonlyArray<Row>> => {
  const differences: Array<number> = []
  const ours: Array<number> = []
  const bare: Array<number> = []
  for (let i = -1; i < turns; i++) {
    const pair = [await firstAnswer(), await nothing()] as const
    if (i < 0) continue
    ours.push(pair[0])
    bare.push(pair[1])
    differences.push(pair[0] - pair[1])
  }
  const over = median(differences)
  return [
    {
      what: "built server, start to first answer, over `node -e 0`",
      ours: ms(median(ours)),
      bare: ms(median(bare)),
      result: `+${ms(over)} (${(median(ours) / median(bare)).toFixed(1)}x)`,
      aim: `≤ +${ms(aim)}`,
      met: over <= aim
    }
  ]
}
