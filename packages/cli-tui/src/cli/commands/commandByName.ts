/** From the name of a command to what it does; `tui` is `../../tui/openTui.ts`. */
import type { Command } from "../context/Context.ts"
import type { CommandName } from "../spec/commands.ts"
import { attempts } from "./attempts.ts"
import { cancel } from "./cancel.ts"
import { check } from "./check.ts"
import { completion } from "./completion.ts"
import { config } from "./config.ts"
import { create } from "./create.ts"
import { deleteBackup } from "./delete.ts"
import { get } from "./get.ts"
import { list } from "./list.ts"
import { logs } from "./logs.ts"
import { restore } from "../restore/restore.ts"
import { retention } from "./retention.ts"
import { resume } from "./resume.ts"
import { schedule } from "./schedule.ts"
import { status } from "./status.ts"
import { version } from "./version.ts"
import { wait } from "./wait.ts"
import { watch } from "./watch.ts"

export const commandByName: Readonly<Record<Exclude<CommandName, "tui">, Command>> = {
  create,
  list,
  get,
  watch,
  wait,
  resume,
  cancel,
  delete: deleteBackup,
  restore,
  schedule,
  retention,
  check,
  status,
  attempts,
  logs,
  config,
  completion,
  version
}
