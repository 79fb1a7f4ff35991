/** The body of a restore. */
import * as Mark from "../../domain/restore/Mark.ts"
import { leftOutOfTrial } from "../../domain/restore/settingKinds.ts"
import type { RestoreRequest } from "../../ports/Recovery.ts"

/** Java gives these a meaning in what replaces a match. */
const literally = (text: string): string => text.replaceAll(/[\\$]/g, String.raw`\$&`)

/** Under another name only with both: Elasticsearch ignores a pattern without a replacement. */
const renamed = (namePrefix: string) =>
  namePrefix === "" ? {} : { rename_pattern: "(.+)", rename_replacement: `${literally(namePrefix)}$1` }

/** `auto_expand_replicas` cannot be ignored, only be overwritten, and would overrule the number of replicas. */
const trialSettings = {
  "index.number_of_replicas": 0,
  "index.auto_expand_replicas": "false",
  "index.shard.check_on_startup": "checksum"
}

export const restoreBody = ({ indices, mark, namePrefix, trial }: RestoreRequest) => ({
  indices: [...indices],
  ignore_unavailable: false,
  include_global_state: false,
  feature_states: ["none"],
  partial: false,
  include_aliases: !trial,
  ...renamed(namePrefix),
  index_settings: {
    "index.blocks.write": true,
    [Mark.setting]: mark,
    ...(trial ? trialSettings : {})
  },
  ...(trial ? { ignore_index_settings: [...leftOutOfTrial] } : {})
})
