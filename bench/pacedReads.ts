/**
 * Reads as a poller makes them, one every 0.3 s: nothing is shared with the read before. Over the same call with the official client, and over the
 * least handler that makes it. The aims are for a server that runs: one that has answered a poller for some minutes. What the first reads after a
 * start cost is reported beside it.
 */
import type { Client } from "@elastic/elasticsearch"
import { startBuiltServer } from "./builtServer.ts"
import { findSnapshots } from "./findSnapshots.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"
import { startBareServer } from "./startBareServer.ts"

const pauseMillis = 300

/** Of each kind: what a poller asks in three minutes. */
const servedBefore = 600

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
  const { backupId } = first
  const one = `${base}/${backupId}`
  const over = async (
    what: string,
    count: number,
    url: string,
    other: () => Promise<unknown>,
    aim: number | null
  ): Promise<Row> => {
    const result = await paired(count, 10, () => fetchText(url), other, pauseMillis)
    return {
      what,
      ours: ms(result.ours),
      bare: ms(result.bare),
      result: times(result.ratio),
      aim: aim === null ? "reported" : `≤ ${times(aim)}`,
      met: aim === null ? null : result.ratio <= aim
    }
  }
  const get = "get one backup every 0.3 s"
  const list = `list of ${all.length} backups every 0.3 s`
  const bareGet = call(`camunda_operate_${backupId}_*`)
  const bareList = call("camunda_operate_*")
  const few = Math.ceil(turns / 3)
  const started = [
    await over(`${get}, just started, over the bare call`, few, one, bareGet, null),
    await over(`${list}, just started, over the bare call`, few, base, bareList, null)
  ]
  // Each side as often as the others: whoever was asked more is quicker.
  for (let i = 0; i < servedBefore; i++) {
    await fetchText(one)
    await fetchText(base)
    await fetchText(`${bare.url}/backups/${backupId}`)
    await fetchText(`${bare.url}/backups`)
    await bareGet()
    await bareList()
  }
  const rows = [
    await over(`${get}, over the bare call`, turns, one, bareGet, 1.5),
    await over(
      `${get}, over the least handler`,
      turns,
      one,
      () => fetchText(`${bare.url}/backups/${backupId}`),
      null
    ),
    await over(`${list}, over the bare call`, turns, base, bareList, 1.3),
    await over(`${list}, over the least handler`, turns, base, () => fetchText(`${bare.url}/backups`), null),
    ...started
  ]
  await bare.end("SIGKILL")
  await server.end()
  return rows
}
