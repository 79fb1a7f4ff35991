import { answer } from "./Answer.ts"
import type { Route } from "./Route.ts"

/**
 * Paths of documents with a type, of which releases that still understand clients of 7 know that they are there: another method is refused as
 * a wrong one, the right one as if there were no such path.
 */
export const typedRoutes: readonly Route[] = ["/{index}/{type}", "/{index}/{type}/{id}/_update"].map(
  (path) => ({
    methods: ["POST"],
    path,
    query: [],
    only: ({ traits }) => traits.compatibleWith.includes(7),
    handle: (_, { uri, method }) =>
      answer(400, { error: `no handler found for uri [${uri}] and method [${method}]` })
  })
)
