/** The shard that a document of this routing text (its id, unless a routing is given) lies in, as Elasticsearch spreads them. */
export const shardOf = (routing: string, shards: number, how: "shift" | "mod"): number => {
  if (shards === 1) return 0
  const hash = murmur3(Buffer.from(routing, "utf16le"))
  if (how === "mod") return modulo(hash, shards)
  const routingShards = routingShardsOf(shards)
  return Math.floor(modulo(hash, routingShards) / (routingShards / shards))
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by

/** The number of shards doubled as long as it stays within 1,024: an index can be split that often. */
const routingShardsOf = (shards: number): number => {
  const bits = Math.ceil(Math.log2(shards))
  return shards * 2 ** Math.max(1, 10 - bits)
}

const [c1, c2] = [0xcc9e2d51, 0x1b873593]

/** Murmur3 of 32 bits, x86 variant, seed 0; signed. */
export const murmur3 = (bytes: Buffer): number => {
  let hash = 0
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) {
    hash ^= scramble(bytes.readUInt32LE(at))
    hash = Math.imul(rotate(hash, 13), 5) + 0xe6546b64
  }
  if (bytes.length > whole) hash ^= scramble(bytes.readUIntLE(whole, bytes.length - whole))
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))

const scramble = (block: number): number => Math.imul(rotate(Math.imul(block, c1), 15), c2)
