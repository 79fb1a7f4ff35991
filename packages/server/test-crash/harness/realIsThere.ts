/** Where no real Elasticsearch can be had the proof on it is left out, loudly; on CI its absence is a failure. */
import { elasticsearchAvailable } from "@camunda-backup/testkit/launcher"

export const realIsThere = async (version: string): Promise<boolean> => {
  const found = await elasticsearchAvailable(version)
  if (!found.available)
    process.stderr.write(
      `\n!!! NOTHING IS PROVEN ON A REAL ELASTICSEARCH ${version}: ${found.reason}\n!!! On CI this is a failure.\n\n`
    )
  return found.available
}
