import { describe, expect, it } from "vitest"
import { version } from "../../src/version.ts"
import manifest from "../../package.json" with { type: "json" }
import { runCli } from "../runCli.ts"

describe("usage", () => {
  it("prints help on standard output", async () => {
    const { code, err, out } = await runCli("--help")
    expect({ code, err }).toEqual({ code: 0, err: "" })
    for (const word of [
      "create [ID]",
      "list",
      "get ID",
      "delete ID…",
      "CAMUNDA_BACKUP_SERVER",
      "help exit-codes"
    ])
      expect(out).toContain(word)
    expect(Math.max(...out.split("\n").map((x) => x.length))).toBeLessThanOrEqual(120)
  })

  it("shows help whatever else is wrong", async () => {
    expect(await runCli("get -h", { environment: { CAMUNDA_BACKUP_SERVER: "nonsense" } })).toMatchObject({
      code: 0,
      err: ""
    })
  })

  it("is short after a mistake: usage, the flags of the command, two examples, and not a word on standard output", async () => {
    const { err, out } = await runCli("list --limt 5")
    expect(out).toBe("")
    expect(err.split("\n").slice(0, 3)).toEqual([
      "camunda-backup: Unknown option: --limt; did you mean --limit?",
      "  try   camunda-backup list --help",
      "  see   docs/cli.md  (usage, exit 2)"
    ])
    expect(err).toContain("usage: camunda-backup list\n")
    expect(err).toMatch(/^ +--limit N +at most/m)
    expect(err).toContain("  camunda-backup list --state FAILED,INCOMPLETE -o name\n")
    expect(err).not.toContain("--server")
    expect((await runCli("creat")).err).toContain("usage: camunda-backup COMMAND\n")
  })

  it("does not hide the wrong value of a flag behind help", async () => {
    const { err } = await runCli("list --limit -5")
    expect(err).not.toContain("usage:")
  })

  it.each(["list --component OPERATE", "list -o JSON", "list --state Completed"])(
    "takes %o in either case",
    async (words) => {
      const { err } = await runCli(`${words} --server http://127.0.0.1:1`)
      expect(err).toContain("server-unreachable")
    }
  )

  it("prints the version of the package", async () => {
    expect(await runCli("--version")).toMatchObject({ code: 0, out: `${manifest.version}\n`, err: "" })
    expect(version).toBe(manifest.version)
  })

  it.each([
    ["", "No command."],
    ["backup 5", "Unknown command: backup."],
    ["restart 5", "Unknown command: restart; did you mean restore?"],
    ["restore 5", "restore takes one of plan, run, drill, status, cancel, resume, list."],
    ["restore run 5", "restore run needs --in-place or --into PREFIX."],
    ["restore drill 5 --in-place", "A drill has names of its own"],
    ["restore plan 5 --in-place --into x-", "--in-place and --into cannot be combined."],
    ["restore status 5", "The id of a restore is 32 hexadecimal characters, not 5."],
    ["restore run 5 --in-place --max-bytes 1gb", "--max-bytes is for a drill"],
    ["restore run 5 --into x- --restore-templates", "--restore-templates is for a restore in place"],
    ["restore drill 5 --restore-templates", "--restore-templates is for a restore in place"],
    ["get", "get needs the ID of a backup."],
    ["delete", "delete needs the ID of a backup."],
    ["list 5", "list takes no arguments."],
    ["tui --json", "tui does not take --json."],
    [
      "tui --theme pink",
      "--theme (CAMUNDA_BACKUP_THEME) is one of dark, light, high-contrast, mono, not pink."
    ],
    ["get 5 6", "Too many arguments: 6."],
    ["list --what", "Unknown option: --what."],
    ["list --limt 5", "Unknown option: --limt; did you mean --limit?"],
    ["list --WAIT", "Unknown option: --WAIT."],
    ["create --WAIT", "Unknown option: --WAIT; did you mean --wait?"],
    ["--what", "Unknown option: --what; did you mean --wait?"],
    ["list -x", "Unknown option: -x."],
    ["list --limit", "--limit needs a value: --limit N."],
    ["list --limit --quiet", "--limit needs a value: --limit N."],
    ["create --wait=yes", "--wait takes no value, so not yes."],
    ["creat", "Unknown command: creat; did you mean create?"],
    ["help creat", "Unknown command: creat; did you mean create?"],
    [
      "restore drll 5",
      "restore takes one of plan, run, drill, status, cancel, resume, list; did you mean drill?"
    ],
    ["list -o jsno", "not jsno; did you mean json?"],
    ["list --component operat", "not operat; did you mean operate?"],
    ["list --state FAILED,COMPLETE", "not FAILED,COMPLETE; did you mean COMPLETED?"],
    ["list --limit -5", "--limit is a number from 1 on, not -5."],
    ["list --timeout -5s", "--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT) is a time from 10ms to 1d"],
    ["get 007", "007 is not an id: an id has no leading zeros; did you mean 7?"],
    ["create 00", "00 is not an id: an id has no leading zeros; did you mean 0?"],
    [
      "list --component zeebe",
      "--component (CAMUNDA_BACKUP_COMPONENTS) is operate, tasklist or both, not zeebe."
    ],
    [
      "list --timeout 5",
      "--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT) is a time from 10ms to 1d with its unit"
    ],
    ["list --timeout 30d", "--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT) is a time from 10ms to 1d"],
    ["list --timeout 1ms", "--timeout (CAMUNDA_BACKUP_REQUEST_TIMEOUT) is a time from 10ms to 1d"],
    ["wait 5 --wait-timeout 30d", "--wait-timeout is a time from 10ms to 20d"],
    ["watch 5 --refresh 2h", "--refresh is a time from 1ms to 1h"],
    ["watch 5 --refresh 0s", "--refresh is a time from 1ms to 1h"],
    [
      "list --server localhost:9600",
      "--server (CAMUNDA_BACKUP_SERVER) does not begin with http:// or https://"
    ],
    ["list --server ftp://x", "--server (CAMUNDA_BACKUP_SERVER) does not begin with http:// or https://"],
    ["list --server a:secret@x:9600", "does not begin with http:// or https://"],
    ["list --server http://::1:9600", "an IPv6 address needs brackets"],
    ["list --server http://a:secret/1@x", "is not a URL"],
    ["list --server http://a:12/secret@x", "must not hold a user name or password"],
    ["list --server http://a:secret@x", "must not hold a user name or password"],
    ["list --server http://x?y=1", "must not have a query or a fragment"],
    ["list --server http://x/actuator/backups", "serves one component"],
    ["list --wait", "list does not take --wait."],
    ["get 5 --yes", "get does not take --yes."],
    ["version --server http://x", "version does not take --server."],
    ["create latest", "create needs a new ID, not latest."],
    ["config", "config takes one of: config show, config contexts, config use-context NAME."],
    ["completion tcsh", "completion takes one of bash, zsh, fish."],
    ["list -o xml", "--output is one of table, wide, json, jsonl, yaml, name, not xml."],
    ["list --direct --server http://x", "--direct and --server cannot be combined."],
    ["list --state DONE", "--state is one or several of"],
    ["list --limit 0", "--limit is a number from 1 on, not 0."],
    ["list --pattern x", "--pattern is digits with a * at the end"],
    ["wait 5 --for ever", "--for is one of usable, finished, deleted, not ever."],
    ["get -5", "BackupId must be a non-negative Integer.\n  why   Received value: -5\n"],
    ["get 1e3", "BackupId must be an integer from 0 to 9223372036854775807"],
    ["create 9223372036854775808", "BackupId must be an integer from 0 to 9223372036854775807"]
  ])("refuses %o with exit code 2", async (words, message) => {
    const ran = await runCli(words)
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toContain(message)
    expect(ran.err).not.toContain("secret")
    const json = await runCli(`${words} --json`)
    expect(json).toMatchObject({ code: 2, out: "" })
    expect(JSON.parse(json.err)).toMatchObject({ errors: [{ component: null, exitCode: 2 }] })
  })
})
