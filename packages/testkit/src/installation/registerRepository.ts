import { expectOk } from "./request.ts"

export interface Repository {
  readonly type: "fs"
  readonly settings: Readonly<Record<string, string | number | boolean>>
}

/** Registers (or changes) a snapshot repository; Elasticsearch verifies that it can write there. */
export const registerRepository = async (
  url: string,
  name: string,
  repository: Repository
): Promise<void> => {
  await expectOk(url, "PUT", `/_snapshot/${encodeURIComponent(name)}`, JSON.stringify(repository))
}
