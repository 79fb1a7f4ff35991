/** A Java installation with a compiler: the starter is compiled on the machine it runs on. */
export interface Jdk {
  readonly home: string
  readonly major: number
}

/** A place that was looked at, and what was there. */
export interface JdkCandidate {
  readonly home: string
  /** `JAVA_HOME`, `PATH`, or the folder that is searched. */
  readonly source: string
  readonly found: { readonly major: number } | { readonly unusable: string }
}

/** The first candidate that is new enough: the order of the list is the order of preference. */
export const chooseJdk = (candidates: ReadonlyArray<JdkCandidate>, minimumMajor: number): Jdk | undefined => {
  for (const { home, found } of candidates) {
    if ("major" in found && found.major >= minimumMajor) return { home, major: found.major }
  }
  return undefined
}

const describe = ({ home, source, found }: JdkCandidate): string =>
  `  ${home} (from ${source}): ${"major" in found ? `Java ${found.major}` : found.unusable}`

/** What to tell a person on whose machine no candidate fits. */
export const noJdkMessage = (
  version: string,
  minimumMajor: number,
  candidates: ReadonlyArray<JdkCandidate>
): string =>
  [
    `Elasticsearch ${version} needs a JDK (java and javac) of version ${minimumMajor} or later, and none was found.`,
    "Looked at ELASTICSEARCH_JAVA_HOME, JAVA_HOME, PATH and the usual folders:",
    ...(candidates.length === 0 ? ["  nothing there"] : candidates.map(describe)),
    `Install a JDK ${minimumMajor} or later (for example Temurin 25), or set ELASTICSEARCH_JAVA_HOME to one.`
  ].join("\n")
