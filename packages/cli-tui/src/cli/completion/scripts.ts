/**
 * What the shells load. Each only hands the words before the cursor to `camunda-backup completion words` and shows what it answers, so that all
 * three offer the same. None falls back to file names.
 */
import type { shells } from "../spec/commands.ts"

const bash = `# bash completion of camunda-backup; works with and without the package bash-completion
_camunda_backup() {
  # The name of a file after a redirection: zsh and fish do not ask for it.
  case "\${COMP_WORDS[COMP_CWORD-1]}" in *[\\<\\>]) COMPREPLY=(); compopt -o default; return ;; esac
  # Bash splits words also at = and :, as in --server http://host:9600. Here they are put together again.
  local line="\${COMP_LINE:0:COMP_POINT}" words=() piece i
  line="\${line#*"\${COMP_WORDS[0]}"}"
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece="\${COMP_WORDS[i]}"
    if [[ "$line" == [[:blank:]]* || \${#words[@]} -eq 0 ]]; then
      words+=("$piece")
    else
      words[\${#words[@]}-1]+="$piece"
    fi
    line="\${line#*"$piece"}"
  done
  local current="\${words[\${#words[@]}-1]}" last="\${COMP_WORDS[COMP_CWORD]}"
  # What readline replaces is only what follows the last = or :.
  case "$last" in =|:) last="" ;; esac
  local head="\${current%"$last"}" word text wide=0
  local -a found=() texts=()
  while IFS=$'\\t' read -r word text; do
    [[ -n "$word" ]] || continue
    word="\${word#"$head"}"
    found+=("$word")
    texts+=("$text")
    ((\${#word} > wide)) && wide=\${#word}
  done < <("\${COMP_WORDS[0]/#\\~/$HOME}" completion words -- "\${words[@]}" 2>/dev/null)
  COMPREPLY=("\${found[@]}")
  # A list is shown and nothing inserted: only then can it say more than the words.
  case "$COMP_TYPE" in
    63|33|64)
      ((\${#found[@]} > 1)) || return 0
      for i in "\${!found[@]}"; do
        [[ -n "\${texts[i]}" ]] || continue
        printf -v text "%-\${wide}s  (%s)" "\${found[i]}" "\${texts[i]}"
        COMPREPLY[i]="\${text:0:\${COLUMNS:-80}-2}"
      done
      ;;
  esac
}
complete -o nosort -F _camunda_backup camunda-backup 2>/dev/null || complete -F _camunda_backup camunda-backup
`

const zsh = `#compdef camunda-backup
# zsh completion of camunda-backup: source it, or save it as _camunda-backup in a folder of $fpath
__camunda_backup() {
  local line
  local -a entries
  local program="\${(Q)words[1]/#\\~/$HOME}"
  for line in "\${(@f)$("$program" completion words -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}"; do
    [[ -n "$line" ]] || continue
    local word="\${line%%$'\\t'*}" text="\${line#*$'\\t'}"
    entries+=("\${word//:/\\\\:}\${text:+:$text}")
  done
  (( $#entries )) && _describe -V camunda-backup entries
}
if [[ "$funcstack[1]" == _camunda[-_]backup ]]; then
  # Called from the file in $fpath: at every press, not only when it is loaded.
  __camunda_backup "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef __camunda_backup camunda-backup
fi
`

const fish = `# fish completion of camunda-backup
function __camunda_backup_words
    set -l words (commandline -opc)
    set -l program (string replace -r '^~' $HOME -- $words[1])
    set -e words[1]
    $program completion words -- $words (commandline -ct) 2>/dev/null
end
complete -c camunda-backup -e
complete -c camunda-backup -f -k -a '(__camunda_backup_words)'
`

export const scripts = { bash, zsh, fish } as const satisfies Record<(typeof shells)[number], string>
