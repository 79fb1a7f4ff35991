import { run } from "../src/cli/run.ts"

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A run in this process. `words`: the command line, split at blanks. */
export const runCli = async (
  words: string,
  environment: Readonly<Record<string, string>> = {},
  signal?: AbortSignal
): Promise<Ran> => {
  let out = ""
  let err = ""
  const code = await run({
    args: words.split(" ").filter((x) => x !== ""),
    environment,
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    ...(signal === undefined ? {} : { signal })
  })
  return { code, out, err }
}
