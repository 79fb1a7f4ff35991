import { apiProblem } from "./apiProblem.ts"
import { type AnyError, camundaProblem, type Problem } from "./problem.ts"

/** In the words of the API that the path belongs to, for what goes wrong before a route is found. */
export const problemAt = (path: string, error: AnyError): Problem =>
  /^\/api\/v1(?![^/?#])/.test(path) ? apiProblem(error) : camundaProblem(error, "other")
