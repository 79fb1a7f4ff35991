import { describe, expect, it } from "vitest"
import { javaMajorFromOutput, javaMajorFromRelease } from "../../src/launcher/javaVersion.ts"

describe("the version of a Java", () => {
  it.each([
    ['IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="25.0.3"\nOS_NAME="Linux"\n', 25],
    ['JAVA_VERSION="17.0.15"\nJAVA_VERSION_DATE="2025-04-15"\n', 17],
    ['JAVA_VERSION="1.8.0_402"\n', 8],
    ['JAVA_VERSION="26-ea"\n', 26],
    ['JAVA_VERSION="x"\n', undefined],
    ['OS_NAME="Linux"\n', undefined],
    ["", undefined]
  ])("is read from a release file %#", (release, major) => {
    expect(javaMajorFromRelease(release)).toBe(major)
  })

  it.each([
    ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)\n', 17],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\njava version "21" 2023-09-19 LTS\n', 21],
    ["The operation couldn’t be completed. Unable to locate a Java Runtime.\n", undefined]
  ])("is read from what java -version prints %#", (output, major) => {
    expect(javaMajorFromOutput(output)).toBe(major)
  })
})
