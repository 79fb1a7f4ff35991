/** A request to Elasticsearch that has to be carried out, for arranging. */
import { type Backend, elasticsearch } from "../../test/harness/Backend.ts"

export type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

export const asking =
  (backend: Backend): Ask =>
  async (method, path, body) => {
    const answer = await elasticsearch(backend, method, path, body)
    if (answer.status >= 300)
      throw new Error(
        `${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`
      )
    return answer.body
  }
