/** Completion scripts for bash, zsh and fish. */
import { type Completed, completed, type CompletedFlag } from "./completionWords.ts"

const commandNames = completed.map((x) => x.name).join(" ")

const bashCase = ({ name, flags, words }: Completed): string =>
  `    ${name}) words="${[...words, ...flags.map((x) => `--${x.name}`)].join(" ")}" ;;\n`

const valuesOf = (): ReadonlyArray<CompletedFlag> => [
  ...new Map(
    completed
      .flatMap((x) => x.flags)
      .filter((x) => x.words.length > 0)
      .map((x) => [x.name, x])
  ).values()
]

const bash = (): string => `# bash completion of camunda-backup
_camunda_backup() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="${commandNames}"
  case "$before" in
${valuesOf()
  .map((x) => `    --${x.name}) COMPREPLY=($(compgen -W "${x.words.join(" ")}" -- "$current")); return ;;\n`)
  .join("")}  esac
  case "\${COMP_WORDS[1]}" in
${completed.map(bashCase).join("")}  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _camunda_backup camunda-backup
`

const quoted = (text: string): string =>
  text.replaceAll("'", "'\\''").replaceAll("[", "(").replaceAll("]", ")").replaceAll(":", "\\:")

const zshFlag = (x: CompletedFlag): string =>
  `'--${x.name}${x.takesValue ? "=" : ""}[${quoted(x.text)}]${x.takesValue ? `:value:(${x.words.join(" ")})` : ""}'`

const zsh = (): string => `#compdef camunda-backup
# zsh completion of camunda-backup
_camunda_backup() {
  local -a commands=(
${completed.map((x) => `    '${x.name}:${quoted(x.text)}'\n`).join("")}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
${completed
  .map(
    (x) =>
      `    ${x.name}) _arguments ${x.words.length > 0 ? `'*:id:(${x.words.join(" ")})' ` : ""}${x.flags.map(zshFlag).join(" ")} ;;\n`
  )
  .join("")}  esac
}
_camunda_backup "$@"
`

const fishText = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")

const fish = (): string =>
  [
    "# fish completion of camunda-backup\n",
    "complete -c camunda-backup -f\n",
    ...completed.flatMap((x) => [
      `complete -c camunda-backup -n __fish_use_subcommand -a ${x.name} -d '${fishText(x.text)}'\n`,
      ...(x.words.length > 0
        ? [
            `complete -c camunda-backup -n '__fish_seen_subcommand_from ${x.name}' -a '${x.words.join(" ")}'\n`
          ]
        : []),
      ...x.flags.map(
        (flag) =>
          `complete -c camunda-backup -n '__fish_seen_subcommand_from ${x.name}' -l ${flag.name}${flag.takesValue ? " -r" : ""}${flag.words.length > 0 ? ` -a '${flag.words.join(" ")}'` : ""} -d '${fishText(flag.text)}'\n`
      )
    ])
  ].join("")

export const completionFor = (shell: string): string => {
  switch (shell) {
    case "zsh":
      return zsh()
    case "fish":
      return fish()
    default:
      return bash()
  }
}
