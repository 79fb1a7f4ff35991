/** What a restore or drill of backup 5 of Operate asks for. */
import { Option } from "effect"
import type { RestoreQuestion } from "../../src/index.ts"
import { id } from "../domain/builders.ts"

export const question = (target: RestoreQuestion["target"]): RestoreQuestion => ({
  component: "operate",
  backupId: id(5n),
  target,
  others: "delete",
  templates: "leave",
  unverified: false,
  sample: null,
  bytesPerSecond: null,
  fromRepository: Option.none()
})

export const drill = question({ _tag: "Drill" })
export const inPlace = question({ _tag: "InPlace" })
