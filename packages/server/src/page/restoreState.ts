import type { RestoreSummary } from "@camunda-backup/core"
import type { Level } from "./marks.ts"

type Summary = RestoreSummary.RestoreSummary

export const levelOf = ({ state }: Summary): Level =>
  state === "Running" ? "run" : state === "Completed" ? "good" : state === "Stopped" ? "warn" : "bad"

/** `SHARD FAILED` for `ShardFailed`. */
export const wordOf = ({ state }: Summary): string =>
  state.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase()
