/** What stands on the command line. */
import { Result } from "effect"
import { parseArgs } from "node:util"
import { fail } from "./fail.ts"
import { version } from "../version.ts"

export const usage = `camunda-backup-server ${version}: backups of Camunda's Operate and Tasklist over HTTP

  camunda-backup-server [--host HOST] [--port PORT] [--config FILE] [--embedded]
  camunda-backup-server config [show|check|schema] [--config FILE]
  camunda-backup-server token NAME [--role viewer|operator|admin] [--component NAME]
  camunda-backup-server health [URL] [--ready]

  --host       where to listen (CAMUNDA_BACKUP_HOST, default 127.0.0.1)
  --port       on which port (CAMUNDA_BACKUP_PORT, default 9600; 0: a free one)
  --config     a file: YAML or JSON by its name (.yaml, .yml, .json), otherwise lines NAME=VALUE, read as environment variables are. What the
               environment sets wins over it
  --embedded   without CAMUNDA_BACKUP_ELASTICSEARCH_URL: run on an emulator in this process. Nothing in it is a real backup.
  --version    print the version
  config       print every setting and who said it (show), whether they can be used (check), the JSON Schema of the file (schema)
  token        print a new token, and its entry for CAMUNDA_BACKUP_ACCESS_FILE (docs/security.md)
  health       ask a server, by default the one with these settings, whether it is alive; with --ready whether it can serve. Exit status 1: it is not
  --help       print this

SIGHUP reads the configuration again: the log says what holds now (log.level) and what needs a restart.

Everything else is set by environment variables, or in the file of --config; README.md and docs/configuration.md list them.
`

/** As they stand there. One that there is not ends the process. */
export const flags = () =>
  Result.try(() =>
    parseArgs({
      allowPositionals: true,
      options: {
        role: { type: "string" },
        component: { type: "string" },
        host: { type: "string" },
        port: { type: "string" },
        config: { type: "string" },
        embedded: { type: "boolean", default: false },
        ready: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false }
      }
    })
  ).pipe(Result.getOrElse((error) => fail([`${String(error)} Try --help.`])))
