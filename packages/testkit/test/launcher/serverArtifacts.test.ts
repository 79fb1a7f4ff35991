import { describe, expect, it } from "vitest"
import { isNettyModuleJar, missingLog4jCore, nettyDescriptor } from "../../src/launcher/jarNames.ts"
import { log4jCore, mavenPom, serverArtifacts } from "../../src/launcher/mavenPom.ts"

describe("the artifacts of a server", () => {
  it("are asked for in one pom", () => {
    const pom = mavenPom([...serverArtifacts("9.5.3"), log4jCore("2.26.1")])
    expect(pom.match(/<dependency>[\s\S]*?<\/dependency>/g)?.map((it) => it.replaceAll(/\s+/g, ""))).toEqual([
      "<dependency><groupId>org.elasticsearch</groupId><artifactId>elasticsearch</artifactId><version>9.5.3</version></dependency>",
      "<dependency><groupId>org.elasticsearch.plugin</groupId><artifactId>transport-netty4</artifactId><version>9.5.3</version></dependency>",
      "<dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>2.26.1</version></dependency>"
    ])
  })

  it("need a log4j-core of exactly log4j-api's version", () => {
    expect(missingLog4jCore(["log4j-api-2.26.1.jar"])).toBe("2.26.1")
    expect(missingLog4jCore(["log4j-api-2.26.1.jar", "log4j-core-2.19.0.jar"])).toBe("2.26.1")
    expect(missingLog4jCore(["log4j-core-2.26.1.jar", "log4j-api-2.26.1.jar"])).toBeUndefined()
    expect(() => missingLog4jCore(["lucene-core-9.12.2.jar"])).toThrow("No log4j-api")
  })

  it("are split in two: netty is a module and not on the class path", () => {
    const jars = [
      "netty-codec-http-4.1.135.Final.jar",
      "transport-netty4-9.5.3.jar",
      "elasticsearch-9.5.3.jar"
    ]
    expect(jars.filter(isNettyModuleJar)).toEqual(jars.slice(0, 2))
    expect(nettyDescriptor("9.5.3")).toContain("elasticsearch.version=9.5.3\n")
    expect(nettyDescriptor("9.5.3")).not.toContain("modulename")
  })
})
