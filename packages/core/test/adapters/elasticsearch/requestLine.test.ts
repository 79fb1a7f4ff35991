import { describe, expect, it } from "vitest"
import { chunksOfNames } from "../../../src/adapters/elasticsearch/requestLine.ts"

const names = (n: number) => Array.from({ length: n }, (_, i) => `camunda_operate_${i}_8.7.2_part_1_of_6`)
const line = (chunk: ReadonlyArray<string>) =>
  `DELETE /_snapshot/r/${chunk.map(encodeURIComponent).join("%2C")} HTTP/1.1`

describe("chunksOfNames", () => {
  it.each([0, 1, 6, 90, 91, 1000])(
    "sends each of %s names once, in order, in lines Elasticsearch takes",
    (n) => {
      const chunks = chunksOfNames("r", names(n))
      expect(chunks.flat()).toEqual(names(n))
      for (const chunk of chunks) expect(line(chunk).length).toBeLessThanOrEqual(4096)
    }
  )

  it("fills lines well", () => {
    expect(chunksOfNames("r", names(90)).length).toBe(1)
  })

  it("counts what encoding adds", () => {
    const wide = Array.from({ length: 50 }, (_, i) => `${"ä".repeat(60)}${i}`)
    for (const chunk of chunksOfNames("rä", wide)) expect(line(chunk).length).toBeLessThanOrEqual(4096)
  })

  it("sends a name that is too long alone", () => {
    expect(chunksOfNames("r", ["x".repeat(5000), "y"])).toEqual([["x".repeat(5000)], ["y"]])
  })
})
