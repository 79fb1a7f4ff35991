/** The command line for programs: one run from arguments to an exit code, over streams that are handed in. */
export { run, type Run } from "./cli/run.ts"
