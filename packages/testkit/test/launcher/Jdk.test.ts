import { describe, expect, it } from "vitest"
import { chooseJdk, type JdkCandidate, noJdkMessage } from "../../src/launcher/Jdk.ts"

const java = (home: string, major: number): JdkCandidate => ({ home, source: "PATH", found: { major } })
const none = (home: string): JdkCandidate => ({
  home,
  source: "JAVA_HOME",
  found: { unusable: "no bin/java and bin/javac" }
})

describe("chooseJdk", () => {
  it("takes the first that is new enough, in the order of preference", () => {
    const candidates = [none("/gone"), java("/eleven", 11), java("/seventeen", 17), java("/newer", 25)]
    expect(chooseJdk(candidates, 17)).toEqual({ home: "/seventeen", major: 17 })
    expect(chooseJdk(candidates, 21)).toEqual({ home: "/newer", major: 25 })
  })

  it("finds none among what is too old or has no compiler", () => {
    expect(chooseJdk([none("/gone"), java("/seventeen", 17)], 21)).toBeUndefined()
    expect(chooseJdk([], 17)).toBeUndefined()
  })
})

describe("noJdkMessage", () => {
  it("names every place that was looked at, what was there, and what to do", () => {
    const message = noJdkMessage("9.5.3", 21, [none("/gone"), java("/seventeen", 17)])
    expect(message).toContain("Elasticsearch 9.5.3 needs a JDK (java and javac) of version 21 or later")
    expect(message).toContain("/gone (from JAVA_HOME): no bin/java and bin/javac")
    expect(message).toContain("/seventeen (from PATH): Java 17")
    expect(message).toContain("set ELASTICSEARCH_JAVA_HOME")
  })
})
