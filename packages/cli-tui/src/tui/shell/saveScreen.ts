/** Writes lines into a new file of the working directory. One that exists is never written over: the name gets a number. */
import { Result } from "effect"
import { writeFile } from "node:fs/promises"
import path from "node:path"
import type { MsgOf } from "../model/Msg.ts"

const mostTries = 20

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST"

/** `n`: how many names were tried before. */
const saved = async (folder: string, wanted: string, text: string, n: number): Promise<string> => {
  const { ext, name: base } = path.parse(wanted)
  const name = n === 0 ? wanted : `${base}-${n + 1}${ext}`
  try {
    await writeFile(path.join(folder, name), text, { flag: "wx" })
    return name
  } catch (error) {
    if (isTaken(error) && n + 1 < mostTries) return saved(folder, wanted, text, n + 1)
    throw error
  }
}

/** `folderOf`: the working directory, which may be gone. */
export const saveScreen = async (
  folderOf: () => string,
  wanted: string,
  lines: ReadonlyArray<string>
): Promise<MsgOf<"Saved">["answer"]> => {
  try {
    const folder = folderOf()
    const text = lines.map((x) => `${x.trimEnd()}\n`).join("")
    return Result.succeed({ folder, name: await saved(folder, wanted, text, 0) })
  } catch (error) {
    return Result.fail(error instanceof Error ? error.message : String(error))
  }
}
