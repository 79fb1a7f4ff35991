import { findJdk } from "./findJdk.ts"
import { serverFiles } from "./serverFiles.ts"
import { defaultServerVersion } from "./serverVersion.ts"

export type Availability =
  | { readonly available: true }
  | { readonly available: false; readonly reason: string }

/**
 * Whether a real server can be had: `ELASTICSEARCH_URL` is set (whether it answers is for `elasticsearchForTests` to say), or a JDK and the
 * artifacts are there; they are fetched for it. A suite that skips prints the reason. With `CI` set it rejects instead: an absence must be
 * a failure there, so that no caller can take it for a pass.
 */
export const elasticsearchAvailable = async (
  version: string = defaultServerVersion,
  environment: Readonly<Record<string, string | undefined>> = process.env
): Promise<Availability> => {
  if ((environment["ELASTICSEARCH_URL"] ?? "") !== "") return { available: true }
  try {
    await serverFiles(version, await findJdk(version, environment))
    return { available: true }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const onCi = !["", "0", "false"].includes(environment["CI"] ?? "")
    if (!onCi) return { available: false, reason }
    throw new Error(`No real Elasticsearch ${version} can be had, and on CI that is a failure. ${reason}`, {
      cause: error
    })
  }
}
