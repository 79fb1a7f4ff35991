import { apiProblem } from "./apiProblem.ts"
import { camundaProblem, type Problem } from "./problem.ts"
import type { RequestError } from "./RequestError.ts"

/** In the words of the API that the path belongs to, for what goes wrong before a route is found. */
export const problemAt = (path: string, error: RequestError): Problem =>
  /^\/api\/v1(?![^/?#])/.test(path) ? apiProblem(error) : camundaProblem(error, "other")
