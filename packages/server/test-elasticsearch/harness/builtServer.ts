/** The server as it is installed: `dist/main.js` in a process of its own, configured by nothing but environment variables. */
import { type BuiltServer, startBuiltServer as start } from "@camunda-backup/testkit/processes"
import { fileURLToPath } from "node:url"

export type { BuiltServer }

const entry = fileURLToPath(new URL("../../dist/main.js", import.meta.url))

export const startBuiltServer = (
  environment: Readonly<Record<`CAMUNDA_${string}`, string>>
): Promise<BuiltServer> => start({ entry, environment })
