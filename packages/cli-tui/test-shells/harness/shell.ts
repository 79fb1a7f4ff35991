/** A real shell in a pseudo-terminal that has loaded the completion as its users load it, with nothing of this machine's configuration. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { onTestFinished } from "vitest"
import { main, type Screen, startScreen } from "../../test-tui/harness/Screen.ts"

export const shells = ["bash", "zsh", "fish"] as const
export type Shell = (typeof shells)[number]

/** `source`: into the running shell; `file`: into the folder from which the shell loads completions by itself. */
export type Loaded = "source" | "file"

export interface Prompt {
  readonly screen: Screen
  /** The folder in which the shell is; it holds a file, which no completion may offer. */
  readonly folder: string
}

/** A name that is seen on the screen only where file names are offered. */
export const aFile = "a-file-of-nobody.txt"

interface Started {
  readonly program: string
  readonly args: ReadonlyArray<string>
}

/** As documented in docs/cli.md. */
const files: Readonly<Record<Shell, (home: string) => string>> = {
  bash: (home) => path.join(home, ".local/share/bash-completion/completions/camunda-backup"),
  zsh: (home) => path.join(home, "functions/_camunda-backup"),
  fish: (home) => path.join(home, ".config/fish/completions/camunda-backup.fish")
}

const prompt = "ready> "

const begin = (shell: Shell, home: string, loaded: Loaded): Started => {
  switch (shell) {
    case "bash": {
      const rc = path.join(home, ".bashrc")
      writeFileSync(
        rc,
        loaded === "source"
          ? `PS1='${prompt}'\nsource <(camunda-backup completion bash)\n`
          : `PS1='${prompt}'\nsource /usr/share/bash-completion/bash_completion\n`
      )
      return { program: "bash", args: ["--noprofile", "--rcfile", rc, "-i"] }
    }
    case "zsh":
      writeFileSync(
        path.join(home, ".zshrc"),
        loaded === "source"
          ? `PROMPT='${prompt}'\nautoload -Uz compinit && compinit -u\nsource <(camunda-backup completion zsh)\n`
          : `PROMPT='${prompt}'\nfpath=(~/functions $fpath)\nautoload -Uz compinit && compinit -u\n`
      )
      return { program: "zsh", args: ["-d", "-i"] }
    case "fish":
      mkdirSync(path.join(home, ".config/fish"), { recursive: true })
      writeFileSync(
        path.join(home, ".config/fish/config.fish"),
        `function fish_prompt; echo -n '${prompt}'; end\nset -g fish_greeting\nset -g fish_autosuggestion_enabled 0\n${
          loaded === "source" ? "camunda-backup completion fish | source\n" : ""
        }`
      )
      return { program: "fish", args: ["-i"] }
  }
}

/** The completion that is in a file was written there by the program itself. */
const save = async (shell: Shell, home: string, environment: Record<string, string>): Promise<void> => {
  const file = files[shell](home)
  mkdirSync(path.dirname(file), { recursive: true })
  const screen = startScreen({
    program: "bash",
    args: ["-c", `camunda-backup completion ${shell} > '${file}'`],
    environment
  })
  const { exitCode } = await screen.ended
  if (exitCode !== 0) throw new Error(`the completion was not written: ${screen.text()}`)
}

export interface Open {
  readonly shell: Shell
  readonly loaded: Loaded
  readonly url: string
  readonly columns?: number
  /** So many that half of them have all flags of a command: fish shows no more. */
  readonly rows?: number
}

export const open = async ({ columns = 120, loaded, rows = 64, shell, url }: Open): Promise<Prompt> => {
  const home = mkdtempSync(path.join(tmpdir(), "camunda-backup-shell-"))
  const folder = path.join(home, "here")
  mkdirSync(folder)
  writeFileSync(path.join(folder, aFile), "")
  mkdirSync(path.join(home, "bin"))
  chmodSync(main, 0o755)
  symlinkSync(main, path.join(home, "bin/camunda-backup"))
  const environment = {
    HOME: home,
    ZDOTDIR: home,
    XDG_CONFIG_HOME: path.join(home, ".config"),
    XDG_DATA_HOME: path.join(home, ".local/share"),
    LANG: "C.UTF-8",
    PATH: [path.join(home, "bin"), path.dirname(process.execPath), "/usr/bin", "/bin"].join(":"),
    CAMUNDA_BACKUP_SERVER: url,
    // That the bound is kept is tested without a shell; here a busy machine must not hide the ids.
    CAMUNDA_BACKUP_COMPLETION_TIMEOUT: "20s"
  }
  const { args, program } = begin(shell, home, loaded)
  if (loaded === "file") await save(shell, home, environment)
  const screen = startScreen({ program, args, folder, columns, rows, environment })
  onTestFinished(async () => {
    screen.kill("SIGKILL")
    await screen.ended
    rmSync(home, { recursive: true, force: true })
  })
  await screen.until(prompt.trimEnd())
  return { screen, folder }
}

/** Clears what stands at the prompt. Not Ctrl-C: that would also throw away keys that are not read yet. */
const ctrlU = "\u0015"
export const tab = "\t"

let cleared = 0

/** What the shell shows after the key, once it has all of `wanted`. Bash lists at the second press only. */
export const offered = async (
  { screen }: Prompt,
  shell: Shell,
  line: string,
  ...wanted: ReadonlyArray<string | RegExp>
): Promise<string> => {
  cleared++
  screen.press(ctrlU, `clear; echo ${cleared}.\r`)
  await screen.until(new RegExp(`^${cleared}\\.\\s+ready>\\s*$`))
  screen.press(line)
  await screen.until(line)
  screen.press(...(shell === "bash" ? [tab, tab] : [tab]))
  return await screen.until(...wanted)
}
