/** The journal's documents as they are stored: what must not change any more is compared by the number of its last change. */
import { type Backend, elasticsearch } from "../../test/harness/Backend.ts"

export interface StoredDocument {
  readonly _seq_no: number
  readonly _source: { readonly content: Readonly<Record<string, unknown>> }
}

export interface JournalOf {
  readonly lease: () => Promise<StoredDocument>
  readonly entry: (id: number) => Promise<StoredDocument>
  /** What happened to the attempts of the id, in order. */
  readonly events: (id: number) => Promise<ReadonlyArray<string>>
}

interface Attempt {
  readonly transitions: ReadonlyArray<{ readonly event: { readonly _tag: string } }>
}

/** Of the component operate. */
export const journalOf = (backend: Backend, index: string, repository: string): JournalOf => {
  const read = async (document: string): Promise<StoredDocument> =>
    (await elasticsearch(backend, "GET", `/${index}/_doc/${document}:${repository}`)).body
  const entry = (id: number) => read(`entry:operate:${id}`)
  return {
    lease: () => read("lease:operate"),
    entry,
    events: async (id) => {
      const { attempts } = (await entry(id))._source.content as { readonly attempts: ReadonlyArray<Attempt> }
      return attempts.flatMap((x) => x.transitions.map(({ event }) => event._tag))
    }
  }
}
