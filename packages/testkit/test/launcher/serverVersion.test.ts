import { describe, expect, it } from "vitest"
import { cacheDirectory } from "../../src/launcher/cacheDirectory.ts"
import { minimumJava } from "../../src/launcher/serverVersion.ts"

describe("minimumJava", () => {
  it("is 17 for 8.x and 21 for 9.x", () => {
    expect(minimumJava("8.19.21")).toBe(17)
    expect(minimumJava("9.5.3")).toBe(21)
  })

  it.each(["8.19", "latest", "../../x", "8.19.21-SNAPSHOT", "8.19.21</version>", ""])(
    "refuses %j, which would go into a path and a pom",
    (text) => {
      expect(() => minimumJava(text)).toThrow("is not a version of Elasticsearch")
    }
  )

  it.each(["7.17.0", "10.0.0"])("refuses %s, which the starter is not made for", (text) => {
    expect(() => minimumJava(text)).toThrow("cannot be launched")
  })
})

describe("cacheDirectory", () => {
  it("is CAMUNDA_BACKUP_CACHE, else under XDG_CACHE_HOME, else under ~/.cache; an empty variable is none", () => {
    expect(cacheDirectory({ CAMUNDA_BACKUP_CACHE: "/c", XDG_CACHE_HOME: "/x" }, "/h")).toBe("/c")
    expect(cacheDirectory({ CAMUNDA_BACKUP_CACHE: "", XDG_CACHE_HOME: "/x" }, "/h")).toBe("/x/camunda-backup")
    expect(cacheDirectory({}, "/h")).toBe("/h/.cache/camunda-backup")
  })
})
