import { readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** What is wrong with a repository: a file with data, the list of the files of a shard, or what the index is like (settings, mappings). */
export type Damage =
  | "data changed"
  | "data cut off"
  | "data gone"
  | "list changed"
  | "list gone"
  | "description gone"

/** The id that a file system repository keeps the files of an index under, from its newest list of contents. */
const indexId = async (repository: string, index: string): Promise<string> => {
  const generations = (await readdir(repository)).flatMap((x) => /^index-(\d+)$/.exec(x)?.[1] ?? [])
  const newest = Math.max(...generations.map(Number))
  const { indices }: { readonly indices: Readonly<Record<string, { readonly id: string }>> } = JSON.parse(
    await readFile(join(repository, `index-${newest}`), "utf8")
  )
  const found = indices[index]
  if (found === undefined) throw new Error(`The repository holds nothing of ${index}.`)
  return found.id
}

const largest = async (folder: string, prefix: string): Promise<string> => {
  const files = (await readdir(folder)).filter((x) => x.startsWith(prefix)).map((x) => join(folder, x))
  const sizes = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })))
  const [found] = sizes.toSorted((a, b) => b.size - a.size)
  if (found === undefined) throw new Error(`${folder} holds no file ${prefix}….`)
  return found.file
}

const changeThreeBytes = async (file: string): Promise<void> => {
  const bytes = await readFile(file)
  const middle = bytes.length >> 1
  await writeFile(
    file,
    bytes.map((x, at) => (at >= middle && at < middle + 3 ? x ^ 0xff : x))
  )
}

/** Damages what a file system repository holds of the first shard of an index: its snapshots list as ever. */
export const damageRepository = async (
  repository: string,
  index: string,
  damage: Damage = "data changed"
): Promise<void> => {
  const folder = join(repository, "indices", await indexId(repository, index))
  const file =
    damage === "description gone"
      ? await largest(folder, "meta-")
      : await largest(join(folder, "0"), damage.startsWith("data") ? "__" : "snap-")
  if (damage.endsWith("gone")) await rm(file)
  else if (damage.endsWith("cut off")) await truncate(file, 100)
  else await changeThreeBytes(file)
}
