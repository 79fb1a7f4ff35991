/** A backup of six tiny parts, POST to COMPLETED, over six bare creates one after the other of the same indices. */
import type { Client } from "@elastic/elasticsearch"
import { Component, IndexSets } from "@camunda-backup/core"
import { Option } from "effect"
import type { BuiltServer } from "./builtServer.ts"
import { fetchText } from "./keepAlive.ts"
import { paired } from "./medians.ts"
import { ms, type Row, times } from "./Row.ts"

const aim = 1.1

const expressions = Option.getOrElse(IndexSets.find("operate", "8.7.2"), () => []).map((part) => {
  const names = part.entries
    .filter((x) => !x.optional)
    .map((x) => IndexSets.fullName(Component.defaultIndexPrefix("operate"), x))
  return part.dated ? names.flatMap((x) => [`${x}*`, `-${x}`]) : names
})

const bareCreates = async (client: Client, repository: string, id: number): Promise<void> => {
  for (const [i, indices] of expressions.entries())
    await client.snapshot.create({
      repository,
      snapshot: `bare_${id}_${i + 1}`,
      wait_for_completion: true,
      indices,
      include_global_state: true,
      feature_states: ["none"],
      metadata: { backupId: id, version: "8.7.2", partNo: i + 1, partCount: 6 }
    })
}

/** The server's log says when it is done: polling for it would take the time that is measured. One GET proves it. */
const completed = async (server: BuiltServer, id: number): Promise<void> => {
  const base = `${server.url}/operate/actuator/backups`
  const done = server.logLine(new RegExp(`"message":"backup (not )?completed".*"backupId":"${id}"`))
  await fetchText(base, "POST", `{"backupId":${id}}`)
  await done
  const text = await fetchText(`${base}/${id}`)
  if (!text.includes('"state":"COMPLETED"')) throw new Error(text)
}

export const createBackup = async (
  server: BuiltServer,
  client: Client,
  repository: string,
  turns: number
): Promise<ReadonlyArray<Row>> => {
  // Names of their own in each run and turn: what is left of an earlier run is not in the way.
  let id = Date.now()
  let bareId = id
  const result = await paired(
    turns,
    3,
    () => completed(server, ++id),
    () => bareCreates(client, repository, ++bareId)
  )
  return [
    {
      what: "create of 6 tiny parts, POST to COMPLETED, over 6 bare creates",
      ours: ms(result.ours),
      bare: ms(result.bare),
      result: times(result.ratio),
      aim: `≤ ${times(aim)}`,
      met: result.ratio <= aim
    }
  ]
}
