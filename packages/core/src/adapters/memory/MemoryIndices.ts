/** `Indices` over `MemoryElasticsearch`. */
import { Clock, Effect, Layer } from "effect"
import { type StoreError, StoreUnavailable } from "../../domain/BackupError.ts"
import { type ExistingIndex, leadingElsewhere } from "../../domain/restore/ExistingIndex.ts"
import { exactNames, exactTemplates } from "../../ports/exactNames.ts"
import { Indices } from "../../ports/Indices.ts"
import { heldIndex, removeIndex } from "./heldIndex.ts"
import { type HeldIndex, MemoryElasticsearch, type State } from "./MemoryElasticsearch.ts"
import { shardState } from "./shardState.ts"
import { templatesOf, withTemplates } from "./templates.ts"

const indexOf = (state: State, name: string, now: number): ExistingIndex => {
  const { blocks, bytes, documents, mark, open, restored, uuid } = heldIndex(state, name)
  const known = open && shardState(restored, now) === "started"
  return {
    name,
    kind: "index",
    uuid,
    open,
    hidden: state.catalog.indices.some((x) => x.name === name && x.hidden),
    mark,
    blocks,
    documents: known ? documents : null,
    bytes: known ? bytes : null,
    bytesWithReplicas: known ? bytes : null,
    replicas: 0
  }
}

const isIndex = (state: State, name: string): boolean => state.catalog.indices.some((x) => x.name === name)

/** Provides `Indices`. */
export const layer: Layer.Layer<Indices, never, MemoryElasticsearch> = Layer.effect(
  Indices,
  Effect.map(MemoryElasticsearch, (state) => {
    const reached = <A>(operation: string, use: (now: number) => A): Effect.Effect<A, StoreError> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        state.reachable
          ? Effect.sync(() => use(now))
          : Effect.fail(new StoreUnavailable({ operation, reason: "connection refused", ambiguous: false }))
      )

    const onMarked = (
      operation: string,
      names: ReadonlyArray<string>,
      act: (index: HeldIndex) => HeldIndex
    ): Effect.Effect<void, StoreError> =>
      Effect.andThen(
        exactNames(operation, names),
        reached(operation, () => {
          for (const name of names) {
            if (!isIndex(state, name)) continue
            const index = heldIndex(state, name)
            if (index.mark !== null) state.held.set(name, act(index))
          }
        })
      )

    return Indices.of({
      look: (names) =>
        reached("looking at indices", (now) =>
          names.flatMap((name) =>
            isIndex(state, name)
              ? [indexOf(state, name, now)]
              : state.catalog.aliases.some((x) => x.name === name)
                ? [leadingElsewhere("alias", name)]
                : []
          )
        ),
      under: (prefix) =>
        reached("looking at indices", (now) =>
          state.catalog.indices
            .filter((x) => x.name.startsWith(prefix))
            .map((x) => indexOf(state, x.name, now))
            .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        ),
      shapes: (names) =>
        reached("reading mappings", () =>
          names
            .filter((name) => isIndex(state, name))
            .map((name) => {
              const { aliases, blocks, mapping, open, settings, uuid } = heldIndex(state, name)
              return {
                name,
                uuid,
                createdVersion: "9000000",
                mapping,
                settings,
                aliases,
                closed: !open,
                writeBlocked: blocks.includes("write"),
                replicas: 0
              }
            })
        ),
      counts: (names) =>
        reached("counting documents", (now) =>
          names
            .filter((name) => isIndex(state, name))
            .flatMap((name) => {
              const { documents, open, restored, sequence } = heldIndex(state, name)
              return open && shardState(restored, now) === "started"
                ? [{ name, documents, sequence: [sequence] }]
                : []
            })
        ),
      templates: (prefix, also) =>
        reached("reading templates", () => templatesOf(state.templates, prefix, also)),
      lifecycle: reached("asking for lifecycle policies", () => state.lifecycle),
      putTemplates: (captured) =>
        Effect.andThen(
          exactTemplates("putting templates", captured),
          reached("putting templates", () => {
            state.templates = withTemplates(state.templates, captured)
          })
        ),
      delete: (names) =>
        Effect.andThen(
          exactNames("deleting indices", names),
          reached("deleting indices", () => {
            for (const name of names) if (isIndex(state, name)) removeIndex(state, name)
          })
        ),
      close: (names) => onMarked("closing indices", names, (index) => ({ ...index, open: false })),
      release: (names, blocks = []) =>
        onMarked("releasing indices", names, (index) => ({
          ...index,
          mark: null,
          blocks: [...new Set([...index.blocks.filter((x) => x !== "write"), ...blocks])].toSorted()
        }))
    })
  })
)
