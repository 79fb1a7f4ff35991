import { homedir } from "node:os"
import { join } from "node:path"

type Environment = Readonly<Record<string, string | undefined>>

const set = (value: string | undefined): string | undefined => (value === "" ? undefined : value)

/** Where fetched servers are kept: outside the checkout, so that a clean one does not fetch them again. */
export const cacheDirectory = (environment: Environment, home: string = homedir()): string => {
  const own = set(environment["CAMUNDA_BACKUP_CACHE"])
  if (own !== undefined) return own
  return join(set(environment["XDG_CACHE_HOME"]) ?? join(home, ".cache"), "camunda-backup")
}
