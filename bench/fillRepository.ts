/** Fills a repository with backups of empty snapshots, as many as asked for. What is there already is kept, so a filled one is made once. */
import { Client } from "@elastic/elasticsearch"

const width = 16
const firstId = 1_700_000_000

const nameOf = (i: number): string =>
  `camunda_operate_${firstId + Math.floor(i / 6)}_8.7.2_part_${(i % 6) + 1}_of_6`

const metadataOf = (i: number) => ({
  backupId: firstId + Math.floor(i / 6),
  version: "8.7.2",
  partNo: (i % 6) + 1,
  partCount: 6
})

/** Resolves when the repository holds `backups` backups of six snapshots. */
export const fillRepository = async (url: string, repository: string, backups: number): Promise<void> => {
  const client = new Client({ node: url, maxRetries: 0 })
  const { total = 0 } = (await client.snapshot.get({
    repository,
    snapshot: "camunda_operate_*",
    size: 1
  })) as {
    total?: number
  }
  let next = total === 0 ? 0 : Math.max(0, total - width * 2)
  const last = backups * 6
  const started = Date.now()
  const worker = async (): Promise<void> => {
    while (next < last) {
      const i = next++
      if (i > 0 && i % 1000 === 0)
        process.stderr.write(`  ${i} of ${last} snapshots, ${Math.round((Date.now() - started) / 1000)} s\n`)
      await client.snapshot.create(
        {
          repository,
          snapshot: nameOf(i),
          wait_for_completion: true,
          indices: ["-*"],
          include_global_state: false,
          feature_states: ["none"],
          metadata: metadataOf(i)
        },
        { ignore: [400] }
      )
    }
  }
  if (total < last) await Promise.all(Array.from({ length: width }, worker))
  await client.close()
}
