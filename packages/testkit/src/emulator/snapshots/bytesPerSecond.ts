import { scalarText } from "../json/Json.ts"
import type { Repository } from "../repositories/Repository.ts"

const units: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 }

/** The repository's limit where one is set: without it nothing takes time. */
export const bytesPerSecond = (
  repository: Repository,
  setting: "max_snapshot_bytes_per_sec" | "max_restore_bytes_per_sec"
): number | undefined => {
  const given = scalarText(repository.settings[setting] ?? null) ?? ""
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?)b?$/i.exec(given) ?? []
  const rate = Number(count) * (units[unit.toLowerCase()] ?? 1)
  return rate > 0 ? rate : undefined
}
