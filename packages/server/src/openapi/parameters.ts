/** Parameters of paths and queries, as text: the routes read them (`http/decode.ts`, `http/decodeApi.ts`). */
import { BackupState, Component, jobs } from "@camunda-backup/core"
import { Schema } from "effect"
import { refreshes } from "../page/PageView.ts"

export const component = Schema.Literals(Component.all)

export const backupId = Schema.String.annotate({
  description: "0 to 9223372036854775807, in decimal digits.",
  format: "backup-id",
  examples: ["1795649572"]
})

export const pattern = Schema.String.annotate({
  description: "Digits with at most one `*` at the end. All unless given.",
  format: "list-pattern",
  examples: ["17*"]
})

export const states = Schema.String.annotate({
  description: `One or several of ${BackupState.all.join(", ")}, separated by commas. All unless given.`,
  examples: ["FAILED,INCOMPLETE"]
})

export const labels = Schema.Union([Schema.String, Schema.Array(Schema.String)]).annotate({
  description:
    "`key=value` or `key`, which any value will do; sent several times, all of them. All unless given.",
  examples: ["env=prod"]
})

export const plannedLabels = Schema.Union([Schema.String, Schema.Array(Schema.String)]).annotate({
  description: "`key=value`, as often as the backup would have labels."
})

export const description = Schema.String.annotate({ description: "What the backup would be for." })

export const limit = Schema.String.annotate({
  description: "1 to 1000, with `snapshots=true` to 10000; 50 unless given.",
  format: "limit"
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

export const restoreId = Schema.String.annotate({
  description: "32 hexadecimal characters.",
  examples: ["6f2c1f0a9b7d4c5e8a1b2c3d4e5f6071"]
})

export const job = Schema.Literals(jobs)

export const refresh = Schema.Literals(refreshes).annotate({
  description: "The browser loads the page again after so many seconds. Never unless given."
})
