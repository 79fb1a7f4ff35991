import { describe, expect, it } from "vitest"
import * as NodeOrder from "../../../src/adapters/elasticsearch/NodeOrder.ts"

const strides = [1, 2, 3, 4, 5, 6, 8, 12]

describe("the order of nodes", () => {
  it.each([2, 3, 4, 5].flatMap((count) => strides.map((stride) => [count, stride] as const)))(
    "of %i shares among all what is asked every %i. time",
    (count, stride) => {
      const order = NodeOrder.make(count)
      const asked = Array.from({ length: count }, () => 0)
      const each = 120
      for (let i = 0; i < each * count * stride; i++) {
        const [first = -1] = order.next(0)
        if (i % stride === 0) asked[first] = (asked[first] ?? 0) + 1
      }
      expect(Math.min(...asked)).toBeGreaterThan(each / 2)
    }
  )

  it.each([1, 2, 3, 7])("names each of %i once", (count) => {
    const order = NodeOrder.make(count)
    for (let i = 0; i < 100; i++)
      expect(order.next(i).toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, x) => x))
  })

  it("asks one that failed last, until its rest is over, and then lets one request try it", () => {
    const order = NodeOrder.make(2)
    order.failed(0, 0)
    for (let i = 0; i < 50; i++) expect(order.next(4999)).toEqual([1, 0])
    const after = Array.from({ length: 50 }, () => order.next(5001)[0])
    expect(after.filter((x) => x === 0)).toHaveLength(1)
  })
})
