import { randomBytes } from "node:crypto"

/** 22 characters of base64url, as Elasticsearch names indices, snapshots and nodes. */
export const uuid = (): string => randomBytes(16).toString("base64url")
