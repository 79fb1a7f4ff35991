/**
 * Which node is tried first, and which ones after it when no connection can be made. Living nodes take turns. A node to which no connection could be
 * made is tried last for some time, longer each time; after that one request tries it first, while the others still avoid it.
 */
export interface NodeOrder {
  /** Every node once, by its place in the list of addresses. `now`: milliseconds that only grow. */
  readonly next: (now: number) => ReadonlyArray<number>
  readonly connected: (node: number) => void
  readonly failed: (node: number, now: number) => void
}

/**
 * Turns in steps of this ratio are spread evenly, and so is every second, third or fourth of them: otherwise each operation of several requests would
 * send the same request to the same node every time.
 */
const goldenRatio = 0.618_033_988_749_894_9

const firstRest = 5000
const longestRest = 60_000

interface Health {
  readonly failures: number
  readonly restsUntil: number
}

const healthy: Health = { failures: 0, restsUntil: 0 }

const restAfter = (failures: number): number => Math.min(longestRest, firstRest * 2 ** (failures - 1))

export const make = (count: number): NodeOrder => {
  const nodes: Array<Health> = Array.from({ length: count }, () => healthy)
  const of = (node: number): Health => nodes[node] ?? healthy
  let turn = 0
  return {
    next: (now) => {
      const start = Math.floor(((turn++ * goldenRatio) % 1) * count)
      const rotated = nodes.map((_, i) => (start + i) % count)
      const resting = (node: number) => of(node).failures > 0 && of(node).restsUntil > now
      const awake = rotated.filter((x) => !resting(x))
      const tried = awake[0]
      if (tried !== undefined && of(tried).failures > 0)
        nodes[tried] = { ...of(tried), restsUntil: now + firstRest }
      const asleep = rotated.filter(resting).filter((x) => x !== tried)
      return [...awake, ...asleep.toSorted((a, b) => of(a).restsUntil - of(b).restsUntil)]
    },
    connected: (node) => {
      nodes[node] = healthy
    },
    failed: (node, now) => {
      // Many requests that fail at the same moment count as one failure.
      if (of(node).failures > 0 && of(node).restsUntil > now + firstRest) return
      const failures = of(node).failures + 1
      nodes[node] = { failures, restsUntil: now + restAfter(failures) }
    }
  }
}
