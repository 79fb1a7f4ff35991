import type { Cluster } from "../cluster/Cluster.ts"
import type { Answer } from "./Answer.ts"
import type { EmulatorRequest } from "./EmulatorRequest.ts"

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "DELETE"

/** One call of the API as data: the wrong method and unknown parameters are found from it. */
export interface Route {
  readonly methods: readonly Method[]
  /** Segments in braces are parameters. */
  readonly path: string
  /** Query parameters beside those that every call has. */
  readonly query: readonly string[] | ((cluster: Cluster) => readonly string[])
  /** Which servers have it; all unless given. */
  readonly only?: (cluster: Cluster) => boolean
  /** Whether a body is read, or refused; unless given, it is refused with GET, HEAD and DELETE. */
  readonly body?: boolean
  readonly handle: (cluster: Cluster, request: EmulatorRequest) => Answer | Promise<Answer>
}
