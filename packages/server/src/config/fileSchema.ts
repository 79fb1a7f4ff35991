/** The JSON Schema of a configuration file, for editors and checks: docs/configuration.schema.json. */
import { Schema } from "effect"
import { File } from "./configurationFile.ts"

/** In the draft that editors know. */
export const fileSchema = (): Readonly<Record<string, unknown>> => {
  const { schema } = Schema.toJsonSchemaDocument(File, { onExcessProperty: "error" })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of camunda-backup-server",
    ...schema
  }
}
