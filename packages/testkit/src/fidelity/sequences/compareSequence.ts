import type { Call } from "../Call.ts"
import { callText } from "../Call.ts"
import { type Comparison, compareScript, type Difference, differenceText } from "../compareScript.ts"
import { generateSequence } from "./generateSequence.ts"
import { shrinkSequence } from "./shrinkSequence.ts"

export interface SequenceDifference {
  readonly seed: string
  /** The sequence, made as small as it still differs. */
  readonly calls: readonly Call[]
  readonly differences: readonly Difference[]
}

/** Runs the sequence of a seed on both; undefined when every call is answered alike. */
export const compareSequence = async (
  comparison: Comparison,
  seed: string
): Promise<SequenceDifference | undefined> => {
  const calls = generateSequence(seed)
  const [first] = await compareScript(comparison, calls)
  if (first === undefined) return undefined
  const small = await shrinkSequence(
    calls.slice(0, first.at + 1),
    async (tried) => (await compareScript(comparison, tried)).length > 0
  )
  return { seed, calls: small, differences: await compareScript(comparison, small) }
}

/** As a person reads it, and as it can be kept as a case. */
export const sequenceText = ({ seed, calls, differences }: SequenceDifference): string =>
  [
    `The sequence of seed ${seed} differs; in ${calls.length} calls:`,
    ...calls.map((call, at) => `  ${at + 1}. ${callText(call)}`),
    ...differences.map(differenceText),
    `As a case: ${JSON.stringify(calls)}`
  ].join("\n")
