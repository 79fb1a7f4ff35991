import { readdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"

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

/** Changes three bytes in the middle of the largest file that a file system repository holds of the first shard of an index. */
export const damageRepository = async (repository: string, index: string): Promise<void> => {
  const shard = join(repository, "indices", await indexId(repository, index), "0")
  const files = (await readdir(shard)).filter((x) => x.startsWith("__")).map((x) => join(shard, x))
  const sizes = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })))
  const largest = sizes.toSorted((a, b) => b.size - a.size)[0]
  if (largest === undefined) throw new Error(`The repository holds no file of ${index}.`)
  const bytes = await readFile(largest.file)
  for (const at of [0, 1, 2]) bytes[(largest.size >> 1) + at]! ^= 0xff
  await writeFile(largest.file, bytes)
}
