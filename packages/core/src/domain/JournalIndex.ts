/**
 * The index of journal and leases, as Elasticsearch shows it, and why it cannot be used. The same judgement refuses a backup and makes the finding
 * of a check, so that the two cannot disagree.
 */
import { Option } from "effect"

/** What answers to the journal's name. */
export interface JournalIndex {
  /** The index itself; its name differs from the journal's where that is an alias or a data stream. */
  readonly name: string
  /** The version in the mapping; `null`: it is not a journal. */
  readonly version: number | null
  /** The blocks that are set, e.g. `read_only_allow_delete`. */
  readonly blocks: ReadonlyArray<string>
  /** The final pipeline, through which Elasticsearch sends every write. A default pipeline does not matter: our writes bypass it. */
  readonly finalPipeline: string | null
}

export type Fault =
  | { readonly _tag: "Alias"; readonly indices: ReadonlyArray<string> }
  | { readonly _tag: "DataStream" }
  | { readonly _tag: "NotAJournal" }
  | { readonly _tag: "Newer"; readonly version: number; readonly known: number }
  | { readonly _tag: "Blocked"; readonly blocks: ReadonlyArray<string> }

/** `found`: everything that answers to the name; empty: the index does not exist yet, and the first backup creates it. */
export const fault = (
  index: string,
  known: number,
  found: ReadonlyArray<JournalIndex>
): Option.Option<Fault> => {
  const [first] = found
  if (first === undefined) return Option.none()
  if (found.some((x) => x.name !== index))
    return Option.some(
      found.every((x) => x.name.startsWith(`.ds-${index}-`))
        ? { _tag: "DataStream" }
        : { _tag: "Alias", indices: found.map((x) => x.name) }
    )
  if (first.version === null) return Option.some({ _tag: "NotAJournal" })
  if (first.version > known) return Option.some({ _tag: "Newer", version: first.version, known })
  return first.blocks.length > 0 ? Option.some({ _tag: "Blocked", blocks: first.blocks }) : Option.none()
}

const another = "Set CAMUNDA_BACKUP_JOURNAL_INDEX to another name"

/** One sentence about what is wrong, and one about what to do. */
export const describe = (index: string, x: Fault): { readonly symptom: string; readonly action: string } => {
  switch (x._tag) {
    case "Alias":
      return {
        symptom: `[${index}], the name of the journal index, is an alias of ${x.indices.join(", ")}.`,
        action: `${another}, or remove the alias.`
      }
    case "DataStream":
      return {
        symptom: `[${index}], the name of the journal index, is a data stream.`,
        action: `${another}, or delete the data stream.`
      }
    case "NotAJournal":
      return {
        symptom: `There is an index [${index}] that is not a journal.`,
        action: `${another}, or delete that index.`
      }
    case "Newer":
      return {
        symptom: `The journal index [${index}] was made by a newer camunda-backup (version ${x.version} of the mapping; this one knows ${x.known}).`,
        action: "Use the newer camunda-backup."
      }
    case "Blocked":
      return {
        symptom: `The journal index [${index}] is blocked: ${x.blocks.map((block) => `index.blocks.${block}`).join(", ")}.`,
        action: x.blocks.includes("read_only_allow_delete")
          ? `Free disk space: Elasticsearch set the block at the flood stage, and lifts it. By hand: ${lift(index, x.blocks)}`
          : `Lift it: ${lift(index, x.blocks)}`
      }
  }
}

const lift = (index: string, blocks: ReadonlyArray<string>): string =>
  `PUT /${index}/_settings {${blocks.map((block) => `"index.blocks.${block}": null`).join(", ")}}`
