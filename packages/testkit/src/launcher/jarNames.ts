const versionOf = (jars: ReadonlyArray<string>, artifactId: string): string | undefined => {
  const prefix = `${artifactId}-`
  const jar = jars.find((name) => name.startsWith(prefix) && /^\d/.test(name.slice(prefix.length)))
  return jar?.slice(prefix.length, -".jar".length)
}

export const log4jApiVersion = (jars: ReadonlyArray<string>): string | undefined =>
  versionOf(jars, "log4j-api")

/**
 * The version of log4j-core that still has to be fetched; undefined when the one that came along is right.
 * With another version than log4j-api's the server does not start, and which api comes along differs by server version.
 */
export const missingLog4jCore = (jars: ReadonlyArray<string>): string | undefined => {
  const api = log4jApiVersion(jars)
  if (api === undefined) throw new Error(`No log4j-api among the resolved artifacts: ${jars.join(", ")}`)
  return versionOf(jars, "log4j-core") === api ? undefined : api
}

/** Netty is loaded as a module, by its own class loader; on the class path as well it would be loaded twice. */
export const isNettyModuleJar = (jar: string): boolean =>
  jar.startsWith("netty-") || jar.startsWith("transport-netty4-")

/** Without `modulename`, so that the module is loaded by class loader and needs no module layer. */
export const nettyDescriptor = (version: string): string =>
  [
    "name=transport-netty4",
    "description=netty",
    `version=${version}`,
    "classname=org.elasticsearch.transport.netty4.Netty4Plugin",
    "java.version=17",
    `elasticsearch.version=${version}`,
    ""
  ].join("\n")
