import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Emulator } from "../emulator/Emulator.ts"
import { type Json, isArray, isObject, scalarText } from "../emulator/json/Json.ts"
import type { DamagedShard } from "./DamagedShard.ts"
import { sendCall } from "./sendCall.ts"

/** Damages a shard of a snapshot behind the back of the server that has it; rejects where there is nothing to damage. */
export type Damage = (shard: DamagedShard) => Promise<void>

export const damageEmulated =
  ({ snapshots }: Emulator): Damage =>
  async ({ snapshot, index, shard, how }) => {
    if (!snapshots.damageShard(snapshot, index, shard, how))
      throw new Error(`No ${snapshot}/${index}/${shard}`)
  }

/** In the files of a server on this machine. */
export const damageReal =
  (url: string): Damage =>
  async (damaged) => {
    const root = await repositoryFolder(url, damaged.repository)
    const index = join(root, "indices", folderOf(root, damaged.index))
    const shard = join(index, String(damaged.shard))
    if (damaged.how === "undescribed") return rmSync(only(index, "meta-"))
    if (damaged.how === "unlisted") return rmSync(join(shard, `snap-${await snapshotUuid(url, damaged)}.dat`))
    const file = largest(shard)
    const { size } = statSync(file)
    if (damaged.how === "missing") return rmSync(file)
    if (damaged.how === "truncated") return truncateSync(file, Math.floor(size / 2))
    const bytes = readFileSync(file)
    for (let at = 0; at < 3; at++) {
      const place = Math.floor(size / 2) + at
      bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place)
    }
    return writeFileSync(file, bytes)
  }

const repositoryFolder = async (url: string, repository: string): Promise<string> => {
  const nodes = await sendCall(url, ["GET", "/_nodes/_local/settings?filter_path=nodes.*.settings.path.repo"])
  const [node] = Object.values(member(nodes.body, "nodes") ?? {})
  const repo = at(node, ["settings", "path", "repo"])
  const root = scalarText(isArray(repo) ? repo[0] : repo)
  const known = await sendCall(url, ["GET", `/_snapshot/${repository}`])
  const location = scalarText(at(known.body, [repository, "settings", "location"]))
  if (root === undefined || location === undefined) throw new Error(`No folder of ${repository} at ${url}`)
  return join(root, location)
}

const snapshotUuid = async (url: string, { repository, snapshot }: DamagedShard): Promise<string> => {
  const { body } = await sendCall(url, ["GET", `/_snapshot/${repository}/${snapshot}`])
  const found = at(body, ["snapshots"])
  return scalarText(at(isArray(found) ? found[0] : undefined, ["uuid"])) ?? "absent"
}

/** Folders have names of their own: the newest list of the repository tells which is whose. */
const folderOf = (root: string, index: string): string => {
  const generations = readdirSync(root)
    .flatMap((name) => /^index-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
  const list: Json = JSON.parse(readFileSync(join(root, `index-${Math.max(...generations)}`), "utf8"))
  return scalarText(at(list, ["indices", index, "id"])) ?? "absent"
}

const only = (folder: string, prefix: string): string => {
  const found = readdirSync(folder).filter((name) => name.startsWith(prefix))
  if (found.length !== 1) throw new Error(`${found.length} files ${prefix}* in ${folder}`)
  return join(folder, found[0] ?? "")
}

const largest = (folder: string): string => {
  const [first] = readdirSync(folder)
    .filter((name) => name.startsWith("__"))
    .map((name) => join(folder, name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size)
  if (first === undefined) throw new Error(`No data in ${folder}`)
  return first
}

const member = (value: Json | undefined, key: string) => {
  const found = isObject(value) ? value[key] : undefined
  return isObject(found) ? found : undefined
}

const at = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((found, key) => (isObject(found) ? found[key] : undefined), value)
