import { expect, it } from "vitest"
import { bulkChunks } from "../../src/installation/bulkChunks.ts"

const documents = (count: number, source: string) =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, source }))

it("cuts between documents, never above the limit in bytes, and loses none", () => {
  const indices = [
    { name: "a", documents: documents(7, '{"x":"ü"}') },
    { name: "b", documents: [] },
    { name: "c", documents: documents(5, '{"x":"🚀"}') }
  ]
  const chunks = [...bulkChunks(indices, 120)]
  expect(chunks.length).toBeGreaterThan(2)
  expect(Math.max(...chunks.map((chunk) => Buffer.byteLength(chunk)))).toBeLessThanOrEqual(120)
  expect(chunks.every((chunk) => chunk.endsWith("\n"))).toBe(true)
  expect(chunks.join("").trim().split("\n")).toHaveLength(24)
})

it("sends a document above the limit alone, and nothing for no documents", () => {
  const large = `{"x":"${"y".repeat(300)}"}`
  const chunks = [
    ...bulkChunks(
      [{ name: "a", documents: [...documents(1, "{}"), { id: "l", source: large }, ...documents(1, "{}")] }],
      100
    )
  ]
  expect(chunks.map((chunk) => chunk.includes("yyy"))).toEqual([false, true, false])
  expect([...bulkChunks([])]).toEqual([])
})
