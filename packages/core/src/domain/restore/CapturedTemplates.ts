/**
 * The templates and lifecycle policies that Operate and Tasklist own. A restore does not bring them back (the global state of a snapshot would
 * replace those of others), and without them later indices get guessed mappings.
 */

/** One template or policy: its name, and its body as canonical JSON, without what Elasticsearch adds by itself. */
export interface Captured {
  readonly name: string
  readonly body: string
}

/** Templates and policies of a prefix, each by name. */
export interface CapturedTemplates {
  readonly indexTemplates: ReadonlyArray<Captured>
  readonly componentTemplates: ReadonlyArray<Captured>
  readonly policies: ReadonlyArray<Captured>
}
