import type { SeededRandom } from "../../installation/seededRandom.ts"
import type { Call } from "../Call.ts"
import { catCall } from "./catCall.ts"
import { documentCall } from "./documentCall.ts"
import { indexCall } from "./indexCall.ts"
import { repositoryCall } from "./repositoryCall.ts"
import { restoreCall } from "./restoreCall.ts"
import { snapshotCall } from "./snapshotCall.ts"
import { templateCall } from "./templateCall.ts"

/** One call of a sequence, of any kind; `at` is its position in it. */
export const randomCall = (random: SeededRandom, at: number): Call => {
  const kind = random.integer(100)
  if (kind < 8) return repositoryCall(random)
  if (kind < 45) return snapshotCall(random)
  if (kind < 57) return restoreCall(random, at)
  if (kind < 76) return indexCall(random)
  if (kind < 82) return templateCall(random)
  if (kind < 85) return catCall(random)
  return documentCall(random)
}
