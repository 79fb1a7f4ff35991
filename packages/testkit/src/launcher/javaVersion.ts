/** `25.0.3` → 25, `1.8.0_402` → 8, `21-ea` → 21; undefined when the text is none of these. */
const majorOf = (version: string): number | undefined => {
  const match = /^(?:1\.)?(\d{1,3})(?![\d])/.exec(version)
  return match === null ? undefined : Number(match[1])
}

/** Reads the `release` file at the root of a JDK. */
export const javaMajorFromRelease = (release: string): number | undefined => {
  const match = /^JAVA_VERSION="([^"]+)"/m.exec(release)
  return match?.[1] === undefined ? undefined : majorOf(match[1])
}

/** Reads what `java -version` prints; lines before it (`Picked up JAVA_TOOL_OPTIONS: …`) do not disturb. */
export const javaMajorFromOutput = (output: string): number | undefined => {
  const match = /^\S+ version "([^"]+)"/m.exec(output)
  return match?.[1] === undefined ? undefined : majorOf(match[1])
}
