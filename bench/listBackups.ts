/** List of all backups, verbose and not, over the same call with the official client; and the server's peak memory. */
import type { Client } from "@elastic/elasticsearch"
import { startBuiltServer } from "./builtServer.ts"
import { findSnapshots } from "./findSnapshots.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"

const aimRatio = 1.2
const aimMegabytes = 300

export const listBackups = async (
  environment: Readonly<Record<string, string>>,
  client: Client,
  repository: string,
  backups: number,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  const rows: Array<Row> = []
  for (const verbose of [true, false]) {
    // A server of its own for each, so that the peak memory is that of this list.
    const server = await startBuiltServer(environment)
    const url = `${server.url}/operate/actuator/backups?verbose=${verbose}`
    const found = JSON.parse(await fetchText(url)) as ReadonlyArray<{ state: string }>
    if (found.length !== backups || found.some((x) => x.state !== "COMPLETED"))
      throw new Error(`the list is wrong: ${found.length} backups`)
    const firstPeak = server.peakMegabytes()
    const result = await paired(
      turns,
      2,
      () => fetchText(url),
      () => findSnapshots(client, repository, "camunda_operate_*", verbose)
    )
    const what = `list of ${backups} backups, verbose=${verbose}`
    rows.push(
      {
        what,
        ours: ms(result.ours),
        bare: ms(result.bare),
        result: times(result.ratio),
        aim: `≤ ${times(aimRatio)}`,
        met: result.ratio <= aimRatio
      },
      {
        what: `${what}: peak memory of the server (first list, all lists)`,
        ours: `${Math.round(firstPeak)} MB, ${Math.round(server.peakMegabytes())} MB`,
        bare: "",
        result: `${Math.round(server.peakMegabytes())} MB`,
        aim: `≤ ${aimMegabytes} MB`,
        met: server.peakMegabytes() <= aimMegabytes
      }
    )
    await server.end()
  }
  return rows
}
