/** Ends the process before it does anything: exit status 2, with every problem on a line of its own. */
export const fail = (lines: ReadonlyArray<string>): never => {
  process.stderr.write(`camunda-backup-server cannot start:\n${lines.map((x) => `  - ${x}\n`).join("")}`)
  process.exit(2)
}
