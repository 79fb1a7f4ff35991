import { expect, it } from "vitest"
import { deletePaths } from "../../src/installation/deletePaths.ts"

it("keeps every request line within Elasticsearch's 4096 bytes and names each index once", () => {
  const names = Array.from({ length: 300 }, (_, at) => `operate-flownode-instance-8.3.1_2024-01-${at}`)
  const paths = deletePaths(names)
  expect(Math.max(...paths.map((path) => `DELETE ${path} HTTP/1.1`.length))).toBeLessThan(4096)
  expect(paths.length).toBe(Math.ceil(`/${names.join(",")}`.length / 4077))
  expect(paths.flatMap((path) => path.slice(1).split(","))).toEqual(names)
  expect(deletePaths([])).toEqual([])
})

it.each(["*", "operate-*", "-operate", "a,b", "_all", ".kibana", ""])(
  "lets no expression through: %j",
  (name) => {
    expect(() => deletePaths(["operate-list-view-8.3.0_", name])).toThrow("nothing was deleted")
  }
)
