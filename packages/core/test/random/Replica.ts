/** A process of an installation in memory, that can die without a word: what it still does reaches nothing any more. */
import { type Context, Effect, Exit, Layer, Scope } from "effect"
import * as MemoryDiagnostics from "../../src/adapters/memory/MemoryDiagnostics.ts"
import * as MemoryDocuments from "../../src/adapters/memory/MemoryDocuments.ts"
import * as MemoryElasticsearch from "../../src/adapters/memory/MemoryElasticsearch.ts"
import * as MemoryIndexCatalog from "../../src/adapters/memory/MemoryIndexCatalog.ts"
import * as MemoryIndices from "../../src/adapters/memory/MemoryIndices.ts"
import * as MemoryRecovery from "../../src/adapters/memory/MemoryRecovery.ts"
import * as MemorySnapshotStore from "../../src/adapters/memory/MemorySnapshotStore.ts"
import { layerOver, type Services } from "../../src/layers.ts"
import type { Settings } from "../../src/index.ts"
import { Documents } from "../../src/ports/Documents.ts"
import { IndexCatalog } from "../../src/ports/IndexCatalog.ts"
import { SnapshotStore } from "../../src/ports/SnapshotStore.ts"

export interface Replica {
  readonly context: Context.Context<Services>
  readonly kill: Effect.Effect<void>
  /** In order, as on SIGTERM. */
  readonly stop: Effect.Effect<void>
}

type Method = (...args: ReadonlyArray<never>) => Effect.Effect<unknown, unknown>

/** The same service, whose calls end the caller once the process is dead. */
const gated = <S extends object>(service: S, isDead: () => boolean): S =>
  new Proxy(service, {
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== "function") return value
      return (...args: ReadonlyArray<never>) =>
        Effect.suspend(() => (isDead() ? Effect.interrupt : (value as Method)(...args)))
    }
  })

export const startReplica = Effect.fnUntraced(function* (
  elasticsearch: MemoryElasticsearch.State,
  documents: MemoryDocuments.State,
  settings: Settings.Values
): Effect.fn.Return<Replica> {
  let dead = false
  const isDead = () => dead
  const through = Layer.mergeAll(
    Layer.effect(
      SnapshotStore,
      Effect.map(SnapshotStore, (x) => gated(x, isDead))
    ),
    Layer.effect(
      IndexCatalog,
      Effect.map(IndexCatalog, (x) => gated(x, isDead))
    ),
    Layer.effect(
      Documents,
      Effect.map(Documents, (x) => gated(x, isDead))
    )
  )
  const outside = Layer.mergeAll(
    Layer.mergeAll(MemorySnapshotStore.layer, MemoryIndexCatalog.layer).pipe(
      Layer.provide(MemoryElasticsearch.layer(elasticsearch))
    ),
    MemoryDocuments.layer.pipe(Layer.provide(MemoryDocuments.state(documents)))
  )
  const adapters = Layer.merge(
    through.pipe(Layer.provide(outside)),
    Layer.mergeAll(MemoryIndices.layer, MemoryRecovery.layer, MemoryDiagnostics.layer).pipe(
      Layer.provide(MemoryElasticsearch.layer(elasticsearch))
    )
  )
  const scope = yield* Scope.make()
  const context = yield* Layer.buildWithScope(layerOver(adapters, settings, "also what is scheduled"), scope)
  const close = Scope.close(scope, Exit.void)
  return {
    context,
    kill: Effect.suspend(() => {
      dead = true
      return close
    }),
    stop: close
  }
})
