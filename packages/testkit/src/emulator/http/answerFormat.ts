/** YAML where the query or the caller asks for nothing else; JSON otherwise. */
export const answerFormat = (format: string | undefined, accept: string): "json" | "yaml" => {
  const asked = format ?? accept.split(";")[0]?.trim().toLowerCase() ?? ""
  return asked === "yaml" || asked === "application/yaml" ? "yaml" : "json"
}
