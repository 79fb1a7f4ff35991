/** `config contexts` and `config use-context NAME`: the installations of the operator's file. */
import { Effect, Result } from "effect"
import type { Command } from "../context/Context.ts"
import { readContexts } from "../context/readContexts.ts"
import { readSecret } from "../context/readSecret.ts"
import { useContext as write } from "../context/useContext.ts"
import { UsageError } from "../errors/UsageError.ts"
import { listOf, one } from "../output/kinds.ts"
import { output } from "../output/Output.ts"
import { table } from "../output/table.ts"
import { contextFile, find } from "../parse/contexts.ts"

export const contexts: Command = Effect.fnUntraced(function* ({ environment, invocation }) {
  const { contexts: all } = yield* Effect.fromResult(readContexts(environment, readSecret))
  const shown = all.map((x) => ({
    name: x.name,
    current: x.name === invocation.context,
    server: x.server ?? null,
    component: x.component ?? null,
    readOnly: x.readOnly ?? false
  }))
  return output({
    text: () =>
      shown.length === 0
        ? ""
        : table(
            ["", "CONTEXT", "SERVER", "COMPONENT", "READ-ONLY"],
            shown.map((x) => [
              x.current ? "*" : "",
              x.name,
              x.server ?? "-",
              x.component ?? "-",
              x.readOnly ? "yes" : "no"
            ])
          ),
    document: { contexts: shown },
    kinds: listOf("Context"),
    lines: shown,
    names: shown.map((x) => x.name),
    notes: shown.length === 0 ? [`No contexts in ${contextFile(environment) ?? "any file"}.`] : []
  })
})

export const useContext: Command = Effect.fnUntraced(function* ({ environment, invocation }) {
  const [, name = ""] = invocation.word.split(" ")
  const all = yield* Effect.fromResult(readContexts(environment, readSecret))
  yield* Effect.fromResult(find(all, name, "config use-context"))
  const file = contextFile(environment) ?? ""
  yield* Effect.mapError(
    Effect.fromResult(Result.try(() => write(file, name))),
    () => new UsageError({ reason: `${file} cannot be written.` })
  )
  return output({
    document: { current: name },
    kinds: one("CurrentContext"),
    lines: [{ current: name }],
    names: [name],
    notes: [`${name} is the current context now.`]
  })
})
