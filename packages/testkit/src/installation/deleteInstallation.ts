import { deletePaths } from "./deletePaths.ts"
import type { InstallationOptions } from "./InstallationOptions.ts"
import { readIndices } from "./readInstallation.ts"
import { expectOk } from "./request.ts"

/** Deletes every index of the installation by its exact name, as an operator must before a restore; returns the names. Templates stay. */
export const deleteInstallation = async (
  url: string,
  options: Pick<InstallationOptions, "prefixes"> = {}
): Promise<ReadonlyArray<string>> => {
  const names = (await readIndices(url, options)).map(([name]) => name)
  for (const path of deletePaths(names)) {
    // oxlint-disable-next-line no-await-in-loop -- one change of the cluster state at a time
    await expectOk(url, "DELETE", path)
  }
  return names
}
