/** docs/cli.md, made of the tables. `npm run docs` writes it; a test holds the file against this. */
import { markdownTable } from "../../text/markdownTable.ts"
import { meanings } from "../errors/exitCode.ts"
import {
  argumentsText,
  type CommandName,
  commandNames,
  commands,
  type CommandSpec,
  namedIds
} from "../spec/commands.ts"
import {
  connection,
  everywhere,
  type Flag,
  flags,
  type FlagName,
  type Format,
  formats
} from "../spec/flags.ts"

const flagTable = (some: ReadonlyArray<FlagName>): string =>
  markdownTable(
    ["flag", "variable", "meaning"],
    some.map((name) => {
      const { name: long, short, text, value, variable }: Flag = flags[name]
      const called = `${short === undefined ? "" : `-${short}, `}--${long}${value === undefined ? "" : ` ${value}`}`
      return [`\`${called}\``, variable === undefined ? "" : `\`${variable}\``, text]
    })
  )

const block = (lines: ReadonlyArray<string>): string =>
  `\`\`\`sh\n${lines.map((x) => `${x}\n`).join("")}\`\`\`\n`

const usageOf = (name: CommandName): string => `${name} ${argumentsText[commands[name].takes]}`.trimEnd()

const section = (name: CommandName): string => {
  const { examples, flags: own, text }: CommandSpec = commands[name]
  return [
    `### \`${usageOf(name)}\`\n\n${text.charAt(0).toUpperCase()}${text.slice(1)}.\n`,
    own.length === 0 ? "" : `\n${flagTable(own)}`,
    `\n${block(examples)}`
  ].join("")
}

const standardOutput: Readonly<Record<Format, string>> = {
  table: "for people",
  wide: "the same with more columns",
  json: "one document",
  jsonl: "one object per line; for `watch`, one per component and look",
  yaml: "the document of `json`",
  name: "ids or snapshot names alone, one per line, for other commands"
}

const formatTable = markdownTable(
  ["format", "standard output"],
  formats.map((x) => [`\`${x}\``, standardOutput[x]])
)

const names = namedIds.map((x) => `\`${x}\``).join(", ")

export const manual = `# Command line

<!-- Made by \`npm run docs\` from the tables in packages/cli-tui/src/cli/spec: a change here is lost. -->

\`camunda-backup\` talks to camunda-backup-server, to Camunda's own actuator, or, with \`--direct\`, to Elasticsearch itself. Data goes to standard output, everything else to
standard error. \`camunda-backup COMMAND --help\` shows the same as this page.

## Connection options

Every command except \`completion\` and \`version\` takes these.

${flagTable(connection)}
\`--server\` with the address of Camunda's own actuator (it ends in \`/actuator/backups\`) requires \`--component\`. There, create, list, get, watch, wait, status and delete
work (\`status\` without its check); every other command exits with 6. With \`--direct\` the work is done by this process: \`create\` and \`resume\` wait for the end.

What Camunda's server answers to a delete proves nothing, so the backups are looked at before and after: one that is not there is exit status 4, one that stays is an error.
An address at which something else answers is refused with what answers there and what to type instead.

## Through a proxy

The server is asked through the proxy that the environment names, as by curl, kubectl and restic; the terminal UI and its stream of events too:

\`\`\`sh
export HTTPS_PROXY=http://proxy.example:3128          # for --server https://…
export HTTP_PROXY=http://proxy.example:3128           # for --server http://…
export NO_PROXY=.svc.cluster.local,10.0.0.0/8         # asked without it
\`\`\`

- Lower-case names work too, and win. A proxy is \`http://\` or \`https://\`, with \`USER:PASSWORD@\` before its host if it requires them; they are printed nowhere. SOCKS is not supported.
- \`NO_PROXY\` takes names (\`example.org\`: with its subdomains; \`.example.org\`: those alone), addresses and networks (\`10.0.0.0/8\`), each name or address with \`:PORT\` if only that port is meant, and \`*\`; between them commas or spaces.
- \`localhost\`, \`127.0.0.0/8\` and \`::1\` are never asked through a proxy.
- Over TLS the proxy passes on what it cannot read: \`--ca-file\`, \`--client-certificate-file\` and \`--client-key-file\` are for the server. A proxy at \`https://\` may have a certificate of the system's authorities or of those of \`--ca-file\`.
- A proxy that fails is named in the error, with its variable: exit status 9 where it does not answer or does not reach the server, 7 where it requires another user (407) or does not allow the address (403).
- \`config show\` says which proxy the server is asked through, and which variable names it.
- \`--direct\` asks Elasticsearch itself, never through a proxy.

## Contexts

Whoever looks after several installations gives them names, in \`~/.config/camunda-backup/config.yaml\` (\`XDG_CONFIG_HOME\` is honoured; \`CAMUNDA_BACKUP_CONFIG\` names another file):

\`\`\`yaml
current: test
contexts:
  - name: prod
    server: https://backup.prod.example
    readOnly: true # nothing is changed by accident
  - name: test
    server: http://127.0.0.1:9600
    component: operate
    timeout: 30s
\`\`\`

\`--context\` wins over all variables, a variable over the current context. \`config contexts\` lists them, \`config use-context NAME\` changes \`current\`, and \`config show\` says where each
setting comes from. Plans, confirmations and the terminal UI name the context.

## Ids

An id is an integer from 0 to 2^63-1, in digits. For a backup that exists, ${names} can be used instead; a backup is as old as its first part, over the chosen components. \`latest-good\`
is COMPLETED in each of them. \`create\` without an id takes the Unix time in seconds and prints it, and nothing else, on standard output.

## Formats

${flagTable(["output", "json", "quiet"])}
${formatTable}
Ids in documents are strings of digits, times RFC 3339. With any format other than \`table\` and \`wide\`, notes and progress are left out. Every document begins
with \`apiVersion\` (\`camunda-backup/v1\`) and \`kind\` (\`BackupList\`, \`PlanList\`, \`Status\` …); with \`jsonl\` each line does. With \`json\`, \`jsonl\` and \`yaml\` a
failure is one document of kind \`ErrorList\` on standard error:
\`{"errors": [{"component", "code", "message", "try", "see", "exitCode"}]}\`; \`code\` is stable, the text is for people. Fields are only ever added; text may change.

## Waiting

\`--wait\`, \`wait\` and \`watch\` only observe: Ctrl-C and \`--wait-timeout\` stop the waiting, not the work, and \`create\` still prints its id. On a terminal, progress is one
block that is redrawn; anywhere else it is one line per part, one when the server stops answering, one when it is back, and one at least every 30 s. INCOMPLETE does not count as the end while a process still works on the backup.

## Confirmation prompts

\`delete\` and \`cancel\` show the installation and what they would do, and ask for confirmation; what is not there is not asked about. To delete the last good backup you type its id; to delete several, their number. Without a terminal, or with \`--no-input\`, the
command exits with 2 and does nothing: pass \`--yes\` to confirm. \`--dry-run\` prints the exact names of the snapshots and changes nothing.

## Exit status

${markdownTable(
  ["status", "meaning"],
  Object.entries(meanings).map(([code, meaning]) => [code, meaning])
)}
Treat any other status as a failure.

\`\`\`sh
id=$(camunda-backup create) || exit
camunda-backup wait "$id" --for usable --wait-timeout 2h || camunda-backup get "$id"
camunda-backup list --state FAILED,INCOMPLETE -o name | xargs -r camunda-backup delete --yes
\`\`\`

## Completion

\`\`\`sh
source <(camunda-backup completion bash)                                                  # in ~/.bashrc
source <(camunda-backup completion zsh)                                                   # in ~/.zshrc
camunda-backup completion fish | source                                                   # in ~/.config/fish/config.fish
\`\`\`

or once, into a file that the shell loads when it is needed:

\`\`\`sh
camunda-backup completion bash > ~/.local/share/bash-completion/completions/camunda-backup   # needs the package bash-completion
camunda-backup completion zsh > ~/.zsh/functions/_camunda-backup                             # a folder of $fpath, before compinit
camunda-backup completion fish > ~/.config/fish/completions/camunda-backup.fish
\`\`\`

Commands, flags, their values, and the ids of backups and restores with state and age are offered, from the server that the line or \`CAMUNDA_BACKUP_SERVER\` names. A server that
does not answer within a second is left out without a message; \`CAMUNDA_BACKUP_COMPLETION_TIMEOUT\` (such as \`3s\`) allows more.

## Commands

${commandNames.map(section).join("\n")}
## Global options

${flagTable([...everywhere, "version"])}`
