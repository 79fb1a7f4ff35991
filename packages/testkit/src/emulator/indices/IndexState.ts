import type { ComponentTemplate } from "./ComponentTemplate.ts"
import type { Index } from "./Index.ts"
import type { IndexTemplate } from "./IndexTemplate.ts"

/** What a cluster knows of its indices: themselves, the templates that new ones come from, the settings that bound them. */
export interface IndexState {
  readonly indices: Map<string, Index>
  readonly templates: Map<string, IndexTemplate>
  readonly components: Map<string, ComponentTemplate>
  readonly settings: { readonly persistent: Map<string, string>; readonly transient: Map<string, string> }
}
