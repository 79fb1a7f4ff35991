/** What a key does in some scopes, and the words for it. */
import type { ActionId } from "../model/ActionId.ts"
import type { Model } from "../model/Model.ts"
import type { Scope } from "./Scope.ts"

export interface Binding {
  readonly id: ActionId
  /** In help, palette and docs. */
  readonly title: string
  /** In the footer; empty: it is not shown there. */
  readonly word: string
  readonly keys: ReadonlyArray<string>
  readonly scopes: ReadonlyArray<Scope>
  /** Why it cannot be used now. */
  readonly disabled?: (model: Model) => string | null
}
