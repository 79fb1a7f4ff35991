import { isArray, isObject, scalarText } from "../emulator/json/Json.ts"
import { sendCall } from "./sendCall.ts"
import { settle } from "./settle.ts"

/** Takes away everything a script left on a real server: indices, repositories, templates, settings. Snapshots stay in their folders. */
export const cleanServer = async (url: string): Promise<void> => {
  const must = async (method: string, path: string, body?: unknown) => {
    const reply = await sendCall(url, [method, path, body])
    if (reply.status !== 200)
      throw new Error(`Cleaning failed: ${method} ${path} answered ${JSON.stringify(reply)}`)
    return reply.body
  }
  await settle(url, ["GET", "/_snapshot"])
  // Blocks keep an index from being deleted, and even from being looked at; archived settings keep blocks from being lifted.
  const unblocked = { "index.blocks.read_only": null, "index.blocks.metadata": null, "archived.*": null }
  const clear = async (names: string) => {
    await must("PUT", `/${names}/_settings`, unblocked)
    await must("DELETE", `/${names}`)
  }
  const resolved = await must("GET", "/_resolve/index/*?expand_wildcards=all&filter_path=indices.name")
  const found = isObject(resolved) ? resolved["indices"] : undefined
  const indices = isArray(found)
    ? found.flatMap((one) => (isObject(one) ? (scalarText(one["name"]) ?? []) : []))
    : []
  // In portions: a request line holds 4,096 bytes.
  for (let at = 0; at < indices.length; at += 12)
    // oxlint-disable-next-line no-await-in-loop -- few portions
    await clear(
      indices
        .slice(at, at + 12)
        .map(encodeURIComponent)
        .join(",")
    )
  const repositories = await must("GET", "/_snapshot")
  const names = isObject(repositories) ? Object.keys(repositories) : []
  await Promise.all(names.map((name) => must("DELETE", `/_snapshot/${encodeURIComponent(name)}`)))
  await must("DELETE", "/_index_template/*")
  await must("DELETE", "/_component_template/*")
  await must("PUT", "/_cluster/settings", { persistent: { "*": null }, transient: { "*": null } })
}
