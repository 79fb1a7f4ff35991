/** `Documents` in memory, for one process or for several that share a `State`. What is written goes through JSON, as over the wire. */
import { Context, Effect, Layer, Option } from "effect"
import {
  StoreAnswerInvalid,
  type StoreError,
  StoreRejected,
  StoreUnavailable
} from "../../domain/BackupError.ts"
import { type Document, Documents, type Stored } from "../../ports/Documents.ts"

/** The documents, and the accidents that the next writes have. */
export interface State {
  readonly documents: Map<
    string,
    { readonly json: string; readonly notable: boolean; readonly seqNo: number }
  >
  seqNo: number
  /** What the next writes suffer, in turn; then none. `refused read`: the read after it. */
  readonly accidents: Array<"lost answer" | "invalid answer" | "refused" | "refused read" | null>
  /** `false`: every call fails as unreachable. */
  reachable: boolean
  /** Every call is refused, as for want of privileges. */
  forbidden: boolean
}

/** The state as a service. */
export class MemoryDocuments extends Context.Service<MemoryDocuments, State>()(
  "@camunda-backup/core/adapters/memory/MemoryDocuments"
) {}

/** No documents, no accidents. */
export const make = (): State => ({
  documents: new Map(),
  seqNo: 0,
  accidents: [],
  reachable: true,
  forbidden: false
})

/** Provides a state; layers over the same state share its documents. */
export const state = (value: State): Layer.Layer<MemoryDocuments> => Layer.succeed(MemoryDocuments, value)

const unreachable = (ambiguous: boolean): StoreError =>
  new StoreUnavailable({
    operation: "accessing the journal",
    reason: ambiguous ? "connection reset" : "connection refused",
    ambiguous
  })

/** It was carried out, and a proxy answered something else. */
const invalid: StoreError = new StoreAnswerInvalid({
  operation: "accessing the journal",
  reason: "the body is no document"
})

const forbidden: StoreError = new StoreRejected({
  operation: "accessing the journal",
  status: 403,
  type: "security_exception",
  reason: "unauthorized"
})

const stored = (json: string, seqNo: number): Stored => ({
  document: JSON.parse(json),
  version: { seqNo, primaryTerm: 1 }
})

/** `Documents` in memory. */
export const layer: Layer.Layer<Documents, never, MemoryDocuments> = Layer.effect(
  Documents,
  Effect.map(MemoryDocuments, (state) => {
    const reached = <A>(f: () => A): Effect.Effect<A, StoreError> =>
      Effect.suspend(() => {
        if (state.forbidden) return Effect.fail(forbidden)
        return state.reachable ? Effect.sync(f) : Effect.fail(unreachable(false))
      })
    let refuseRead = false
    return Documents.of({
      read: (id) =>
        Effect.suspend(() => {
          const refused = refuseRead
          refuseRead = false
          return refused
            ? Effect.fail(unreachable(false))
            : reached(() =>
                Option.map(Option.fromNullishOr(state.documents.get(id)), (x) => stored(x.json, x.seqNo))
              )
        }),
      write: (id, document: Document, expected, _findable) =>
        Effect.flatten(
          reached((): Effect.Effect<Stored["version"] | null, StoreError> => {
            const accident = state.accidents.shift() ?? null
            if (accident === "refused") return Effect.fail(unreachable(false))
            const found = state.documents.get(id)
            if (found?.seqNo !== Option.getOrUndefined(Option.map(expected, (x) => x.seqNo)))
              return Effect.succeed(null)
            const seqNo = ++state.seqNo
            state.documents.set(id, { json: JSON.stringify(document), notable: document.notable, seqNo })
            refuseRead = accident === "refused read"
            if (accident === "invalid answer") return Effect.fail(invalid)
            return accident === "lost answer"
              ? Effect.fail(unreachable(true))
              : Effect.succeed({ seqNo, primaryTerm: 1 })
          })
        ).pipe(Effect.map(Option.fromNullishOr)),
      remove: (id, expected) =>
        reached(() => {
          if (state.documents.get(id)?.seqNo === expected.seqNo) state.documents.delete(id)
        }),
      notable: (kind, repository, component) =>
        reached(() =>
          [...state.documents.values()]
            .filter((x) => x.notable)
            .map((x) => stored(x.json, x.seqNo).document)
            .filter((x) => x.kind === kind && x.repository === repository && x.component === component)
        )
    })
  })
)
