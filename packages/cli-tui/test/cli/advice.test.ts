import { BackupError, BackupId } from "@camunda-backup/core"
import { Option } from "effect"
import { expect, it } from "vitest"
import { adviceFor } from "../../src/cli/errors/advice.ts"

const backupId = Option.getOrThrow(BackupId.parse("7"))

it("puts the id into the commands of an advice, and leaves its sentences alone", () => {
  expect(adviceFor(new BackupError.BackupExists({ backupId, snapshots: [] }))).toEqual({
    try: "camunda-backup create without an id, which picks a new one",
    see: "camunda-backup get 7"
  })
})
