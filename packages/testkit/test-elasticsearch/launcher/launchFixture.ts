/** A process of its own that launches a server and tells where; ends as the test asks: `exit` on a message, or by signal. */
import { startElasticsearch } from "../../src/launcher/startElasticsearch.ts"

const server = await startElasticsearch({ version: process.argv[2] ?? "" })
process.on("message", () => process.exit(0))
process.send?.({ pid: server.pid, dataDirectory: server.dataDirectory })
