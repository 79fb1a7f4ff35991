/** Get one backup: over the least Express handler that makes the same call, and over the bare call. */
import type { Client } from "@elastic/elasticsearch"
import type { BuiltServer } from "./builtServer.ts"
import { findSnapshots } from "./findSnapshots.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { startBareServer } from "./startBareServer.ts"
import { ms, type Row, times } from "./Row.ts"

export const getBackup = async (
  server: BuiltServer,
  client: Client,
  elasticsearch: string,
  repository: string,
  id: number,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  const bare = await startBareServer(elasticsearch, repository)
  const ours = () => fetchText(`${server.url}/operate/actuator/backups/${id}`)
  const overHandler = await paired(turns, turns / 5, ours, () => fetchText(`${bare.url}/backups/${id}`))
  const overCall = await paired(turns, turns / 5, ours, () =>
    findSnapshots(client, repository, `camunda_operate_${id}_*`)
  )
  await bare.end("SIGKILL")
  const row = (what: string, x: typeof overCall, aim: number | null): Row => ({
    what,
    ours: ms(x.ours),
    bare: ms(x.bare),
    result: times(x.ratio),
    aim: aim === null ? "reported" : `≤ ${times(aim)}`,
    met: aim === null ? null : x.ratio <= aim
  })
  return [
    row("get one backup, over a 20-line Express handler", overHandler, 1.1),
    row("get one backup, over the bare call", overCall, null)
  ]
}
