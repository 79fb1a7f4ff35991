/**
 * The indices of the cluster as a restore meets them: what is there, what it is like, and the few acts on them that a restore needs.
 *
 * Every call takes exact names; a name that does not exist is left out of the answer, and is no error of an act. Implementations send as many
 * requests as the length of the names takes, bound each by the request timeout, and retry nothing.
 */
import { Context, type Effect } from "effect"
import type { StoreError } from "../domain/BackupError.ts"
import type { ExistingIndex } from "../domain/restore/ExistingIndex.ts"
import type { IndexCount, IndexShape } from "../domain/restore/IndexShape.ts"
import type { CapturedTemplates } from "../domain/restore/CapturedTemplates.ts"

/** What is there, what it is like, and the acts on it that a restore needs. */
export class Indices extends Context.Service<
  Indices,
  {
    /** What answers to these names: indices, open, closed and hidden; aliases; data streams. In the order of the names. */
    readonly look: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<ExistingIndex>, StoreError>
    /** Every index whose name begins with the prefix, open, closed and hidden; by name. Aliases and data streams are left out. */
    readonly under: (prefix: string) => Effect.Effect<ReadonlyArray<ExistingIndex>, StoreError>
    /** Mapping, settings and aliases of open and closed indices. Of one with `index.blocks.metadata` aliases are not told. */
    readonly shapes: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<IndexShape>, StoreError>
    /**
     * Documents and sequence numbers of the primaries; indices that are closed, or whose primaries are not all there, are left out. Documents
     * are told as of the last refresh, nested ones among them; sequence numbers as of now. One with `index.blocks.metadata` is left out, too.
     */
    readonly counts: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<IndexCount>, StoreError>
    /**
     * The composable templates of which a pattern begins with the prefix, the component templates that they are composed of, and the ILM
     * policies that they name; and, of `also`, whatever is there of those names, whether anything leads to it or not. No policies where the
     * server has no ILM.
     */
    readonly templates: (
      prefix: string,
      also: CapturedTemplates | null
    ) => Effect.Effect<CapturedTemplates, StoreError>
    /** Whether the server has lifecycle policies (ILM). */
    readonly lifecycle: Effect.Effect<boolean, StoreError>
    /**
     * Puts policies, then component templates, then index templates, one after the other and each by its exact name, in place of what has it.
     * Anything but an exact name is a `StoreRejected`, and nothing is sent. After a failure some may have been put; putting all again is the same.
     */
    readonly putTemplates: (captured: CapturedTemplates) => Effect.Effect<void, StoreError>
    /**
     * Deletes indices by exact names; anything else is a `StoreRejected`, and nothing is sent. All of a request or none of it. An alias is
     * passed over.
     */
    readonly delete: (names: ReadonlyArray<string>) => Effect.Effect<void, StoreError>
    /** Closes indices. Exact names as for `delete`; what carries no mark is left as it is. */
    readonly close: (names: ReadonlyArray<string>) => Effect.Effect<void, StoreError>
    /**
     * Takes the mark off, and the write block unless it is among `blocks`; puts these on (`write`, `read_only`, `metadata`), so that the indices
     * are as they were backed up. One act. `read_only` stays where it is on. Exact names as for `delete`; what carries no mark keeps its blocks.
     */
    readonly release: (
      names: ReadonlyArray<string>,
      blocks?: ReadonlyArray<string>
    ) => Effect.Effect<void, StoreError>
  }
>()("@camunda-backup/core/ports/Indices") {}
