/** Reads as a poller makes them, one every 0.3 s: nothing is shared with the read before. Over the same call with the official client. */
import type { Client } from "@elastic/elasticsearch"
import { startBuiltServer } from "./builtServer.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"
import { snapshotFields } from "./snapshotFields.ts"

const pauseMillis = 300

export const pacedReads = async (
  environment: Readonly<Record<string, string>>,
  client: Client,
  repository: string,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  const server = await startBuiltServer(environment)
  const base = `${server.url}/operate/actuator/backups`
  const all = JSON.parse(await fetchText(base)) as ReadonlyArray<{ backupId: number; state: string }>
  const [first] = all
  if (first === undefined || all.some((x) => x.state !== "COMPLETED")) throw new Error("the list is wrong")
  const call = (snapshot: string) => () =>
    client.snapshot.get({
      repository,
      snapshot,
      verbose: true,
      index_names: false,
      include_repository: false,
      filter_path: snapshotFields(true)
    })
  const row = async (what: string, url: string, snapshot: string, aim: number): Promise<Row> => {
    const result = await paired(turns, 10, () => fetchText(url), call(snapshot), pauseMillis)
    return {
      what,
      ours: ms(result.ours),
      bare: ms(result.bare),
      result: times(result.ratio),
      aim: `≤ ${times(aim)}`,
      met: result.ratio <= aim
    }
  }
  const rows = [
    await row(
      "get one backup every 0.3 s, over the bare call",
      `${base}/${first.backupId}`,
      `camunda_operate_${first.backupId}_*`,
      1.5
    ),
    await row(`list of ${all.length} backups every 0.3 s, over the bare call`, base, "camunda_operate_*", 1.3)
  ]
  await server.end()
  return rows
}
