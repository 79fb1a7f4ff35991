import { ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"

/** What a client asks first: which server it talks to. `HEAD` is its ping. */
export const rootRoutes: readonly Route[] = [
  {
    methods: ["GET", "HEAD"],
    path: "/",
    query: [],
    handle: ({ nodeName, clusterName, uuid, traits }) =>
      ok({
        name: nodeName,
        cluster_name: clusterName,
        cluster_uuid: uuid,
        version: {
          number: traits.version,
          build_flavor: "default",
          build_type: "unknown",
          build_hash: "unknown",
          build_date: "unknown",
          build_snapshot: false,
          lucene_version: traits.lucene,
          minimum_wire_compatibility_version: traits.oldestWire,
          minimum_index_compatibility_version: traits.oldestIndex
        },
        tagline: "You Know, for Search"
      })
  }
]
