import { type Json, isArray, isObject } from "../emulator/json/Json.ts"
import type { Call } from "./Call.ts"
import { sendCall } from "./sendCall.ts"

const settleMillis = 30_000
const inProgress = "snapshots.snapshots,restore.snapshots,snapshot_deletions.snapshot_deletions"

/** Waits until no snapshot, deletion or restore runs and no shard is starting: what was accepted a moment ago has ended, well or not. */
export const settle = async (url: string, [, path]: Call): Promise<void> => {
  const deadline = Date.now() + settleMillis
  // oxlint-disable-next-line no-await-in-loop -- a bounded poll
  while (mayRunOn(path) && (await isBusy(url)))
    if (Date.now() > deadline)
      throw new Error(`Snapshots or restores still run ${settleMillis} ms after ${path}.`)
  await sendCall(url, ["GET", "/_cluster/health?wait_for_no_initializing_shards=true&timeout=30s"])
}

/** Restores are cleared away a moment after they were answered. */
const mayRunOn = (path: string): boolean =>
  path.startsWith("/_snapshot") && (path.includes("/_restore") || !path.includes("wait_for_completion=true"))

const isBusy = async (url: string): Promise<boolean> => {
  const state = await sendCall(url, ["GET", `/_cluster/state?filter_path=${inProgress}`])
  // An emulator has no cluster state to show.
  if (state.status !== 200) {
    const { body } = await sendCall(url, ["GET", "/_snapshot/_status"])
    return list(body, "snapshots").length > 0
  }
  if (!isObject(state.body)) return false
  return Object.values(state.body).some((member) =>
    isObject(member) ? Object.keys(member).some((key) => list(member, key).length > 0) : false
  )
}

const list = (value: Json | undefined, key: string): readonly Json[] => {
  const found = isObject(value) ? value[key] : undefined
  return isArray(found) ? found : []
}
