/**
 * Versions a real server can be launched for. The text becomes part of a path and of a pom, so nothing but digits and dots passes.
 */
const shape = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/** The version the project is proven against first; the default of everything that needs one. */
export const defaultServerVersion = "8.19.21"

const majorOf = (version: string): number => {
  const match = shape.exec(version)
  if (match === null) {
    throw new Error(
      `"${version}" is not a version of Elasticsearch: three numbers are expected, for example ${defaultServerVersion} or 9.5.3.`
    )
  }
  const major = Number(match[1])
  if (major !== 8 && major !== 9) {
    throw new Error(
      `Elasticsearch ${version} cannot be launched: the starter is written for 8.16 and later and for 9.x.`
    )
  }
  return major
}

/** The oldest Java the server's classes run on (8.x: 17, 9.x: 21). Throws on what is no version. */
export const minimumJava = (version: string): number => (majorOf(version) >= 9 ? 21 : 17)
