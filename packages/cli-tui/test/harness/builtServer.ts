/** The server as it is installed, in a process of its own: the command line must not import it. Needs `npm run build`. */
import {
  type BuiltServer,
  startBuiltServer as start,
  watchBuiltServer,
  type WatchedProcess
} from "@camunda-backup/testkit/processes"
import { fileURLToPath } from "node:url"

export type { BuiltServer, WatchedProcess }

type Variables = Readonly<Record<string, string>>

const entry = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url))

export const startBuiltServer = (args: ReadonlyArray<string>, environment: Variables): Promise<BuiltServer> =>
  start({ entry, args, environment })

/** One that may refuse to start. */
export const watchServer = (environment: Variables): Promise<WatchedProcess> =>
  watchBuiltServer({ entry, environment })
