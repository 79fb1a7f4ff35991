import { type Index, shardCount } from "../indices/Index.ts"
import type { IndexImage } from "./Snapshot.ts"

/** What a snapshot keeps of an index: everything, and nothing that changes later. */
export const indexImage = (index: Index): IndexImage => ({
  uuid: index.uuid,
  createdAt: index.createdAt,
  settings: index.settings,
  mappings: index.mappings,
  aliases: index.aliases,
  open: index.open,
  shards: shardCount(index),
  primaryTerm: index.documents.primaryTerm,
  documents: index.documents.image()
})
