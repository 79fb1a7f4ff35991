/** Why a text cannot name an index, in the order Elasticsearch finds out; undefined when it can. */
export const indexNameFault = (
  name: string,
  { upperCase = false }: { readonly upperCase?: boolean } = {}
): string | undefined => {
  if (name === "") return "must not be empty"
  if (/[\\/*?"<>| ,]/.test(name))
    return `must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`
  if (name.includes("#")) return "must not contain '#'"
  if (name.includes(":")) return "must not contain ':'"
  if (/^[-_+]/.test(name)) return "must not start with '_', '-', or '+'"
  if (new TextEncoder().encode(name).length > 255) return `index name is too long, (${name.length} > 255)`
  if (name === "." || name === "..") return "must not be '.' or '..'"
  return upperCase || name === name.toLowerCase() ? undefined : "must be lowercase"
}
