/** Why a text cannot name a snapshot: the first rule it breaks, in Elasticsearch's order; undefined when it can. */
export const snapshotNameFault = (name: string): string | undefined => {
  if (name === "") return "cannot be empty"
  if (name.includes(" ")) return "must not contain whitespace"
  if (name.includes(",")) return "must not contain ','"
  if (name.includes("#")) return "must not contain '#'"
  if (name.startsWith("_")) return "must not start with '_'"
  if (name !== name.toLowerCase()) return "must be lowercase"
  return /[\\/*?"<>|]/.test(name)
    ? `must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`
    : undefined
}
