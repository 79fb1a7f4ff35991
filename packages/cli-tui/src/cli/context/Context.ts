/** What every command is given besides the services it calls. */
import type { Variables } from "@camunda-backup/core"
import type { Effect } from "effect"
import type { Services } from "./connect.ts"
import type { AnyError } from "../errors/exitCode.ts"
import type { Invocation } from "../parse/Invocation.ts"
import type { Output } from "../output/Output.ts"
import type { Terminal } from "./Terminal.ts"

export interface Context {
  readonly invocation: Invocation
  readonly terminal: Terminal
  readonly environment: Variables.Environment
}

export type Command = (context: Context) => Effect.Effect<Output, AnyError, Services>
