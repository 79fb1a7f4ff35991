/** Parameters of paths and queries, as text: the routes read them (`http/decode.ts`, `http/decodeApi.ts`). */
import { BackupState, Component } from "@camunda-backup/core"
import { Schema } from "effect"

export const component = Schema.Literals(Component.all)

export const backupId = Schema.String.annotate({
  description: "0 to 9223372036854775807, in decimal digits.",
  pattern: "^[0-9]{1,19}$",
  examples: ["1795649572"]
})

export const pattern = Schema.String.annotate({
  description: "Digits with at most one `*` at the end. All unless given.",
  pattern: "^[0-9]*\\*?$",
  examples: ["17*"]
})

export const states = Schema.String.annotate({
  description: `One or several of ${BackupState.all.join(", ")}, separated by commas. All unless given.`,
  examples: ["FAILED,INCOMPLETE"]
})

export const limit = Schema.String.annotate({
  description: "1 to 1000, with `snapshots=true` to 10000; 50 unless given.",
  pattern: "^[0-9]{1,5}$"
})

export const after = Schema.String.annotate({ description: "The `next` of the page before." })

export const snapshots = Schema.Literals(["true", "false"]).annotate({
  description: "With the snapshots of every backup. `false` unless given."
})

export const verbose = Schema.Literals(["true", "false"]).annotate({
  description:
    "`false`: faster for large repositories, without start times and failures. `true` unless given."
})

export const lastEventId = Schema.String.annotate({
  description: "Where to go on; clients that can send the header `Last-Event-ID`."
})
