/** The body of a restore, as Elasticsearch is sent it and as a plan shows it. */
import * as Mark from "./Mark.ts"
import type { RestoreId } from "../RestoreId.ts"
import { leftOutOfCopies } from "./settingKinds.ts"

/** What the body depends on; see `RestoreRequest` of the port. */
export interface RestoreInput {
  readonly indices: ReadonlyArray<string>
  readonly namePrefix: string
  readonly mark: RestoreId
  readonly trial: boolean
  /** In place: `index.blocks.read_only` is left out, and put on at the end. */
  readonly blocksLater: boolean
}

/** Java gives these a meaning in what replaces a match. */
const literally = (text: string): string => text.replaceAll(/[\\$]/g, String.raw`\$&`)

/** A backup of an index that a restore had marked carries that mark: which of the two a restored one has would be left to chance. */
const alwaysLeftOut = ["archived.*"]

/**
 * Under another name only with both: Elasticsearch ignores a pattern without a replacement. The aliases of the original would lead its readers
 * and writers to a copy, and its lifecycle policy would delete the copy by the age of the original.
 */
const named = ({ blocksLater, namePrefix }: RestoreInput) =>
  namePrefix === ""
    ? {
        include_aliases: true,
        ignore_index_settings: [
          ...alwaysLeftOut,
          // Nothing at all can be learned of an index that has this one on: not even whose it is.
          "index.blocks.metadata",
          ...(blocksLater ? ["index.blocks.read_only"] : [])
        ]
      }
    : {
        rename_pattern: "(.+)",
        rename_replacement: `${literally(namePrefix)}$1`,
        include_aliases: false,
        ignore_index_settings: [...alwaysLeftOut, ...leftOutOfCopies]
      }

/** `auto_expand_replicas` cannot be ignored, only be overwritten, and would overrule the number of replicas. */
const trialSettings = {
  "index.number_of_replicas": 0,
  "index.auto_expand_replicas": "false",
  "index.shard.check_on_startup": "checksum"
}

/** Nothing but these indices: no global state, which would replace the templates and settings of others. */
export const restoreBody = (input: RestoreInput) => ({
  indices: [...input.indices],
  ignore_unavailable: false,
  include_global_state: false,
  feature_states: ["none"],
  partial: false,
  ...named(input),
  index_settings: {
    "index.blocks.write": true,
    [Mark.setting]: input.mark,
    ...(input.trial ? trialSettings : {})
  }
})
