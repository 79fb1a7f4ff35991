/**
 * Reads as a poller makes them, one every 0.3 s: nothing is shared with the read before. Over the same call with the official client, and over the
 * least handler that makes it.
 */
import type { Client } from "@elastic/elasticsearch"
import { startBuiltServer } from "./builtServer.ts"
import { findSnapshots } from "./findSnapshots.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"
import { startBareServer } from "./startBareServer.ts"

const pauseMillis = 300

export const pacedReads = async (
  environment: Readonly<Record<string, string>>,
  client: Client,
  elasticsearch: string,
  repository: string,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  const server = await startBuiltServer(environment)
  const base = `${server.url}/operate/actuator/backups`
  const all = JSON.parse(await fetchText(base)) as ReadonlyArray<{ backupId: number; state: string }>
  const [first] = all
  if (first === undefined || all.some((x) => x.state !== "COMPLETED")) throw new Error("the list is wrong")
  const call = (snapshot: string) => () => findSnapshots(client, repository, snapshot)
  const bare = await startBareServer(elasticsearch, repository)
  const over = async (
    what: string,
    url: string,
    base: () => Promise<unknown>,
    aim: number | null
  ): Promise<Row> => {
    const result = await paired(turns, 10, () => fetchText(url), base, pauseMillis)
    return {
      what,
      ours: ms(result.ours),
      bare: ms(result.bare),
      result: times(result.ratio),
      aim: aim === null ? "reported" : `≤ ${times(aim)}`,
      met: aim === null ? null : result.ratio <= aim
    }
  }
  const { backupId } = first
  const get = "get one backup every 0.3 s"
  const list = `list of ${all.length} backups every 0.3 s`
  const rows = [
    await over(
      `${get}, over the bare call`,
      `${base}/${backupId}`,
      call(`camunda_operate_${backupId}_*`),
      1.5
    ),
    await over(
      `${get}, over the least handler`,
      `${base}/${backupId}`,
      () => fetchText(`${bare.url}/backups/${backupId}`),
      null
    ),
    await over(`${list}, over the bare call`, base, call("camunda_operate_*"), 1.3),
    await over(`${list}, over the least handler`, base, () => fetchText(`${bare.url}/backups`), null)
  ]
  await bare.end("SIGKILL")
  await server.end()
  return rows
}
