import { answerTable, catParameters } from "../cat/CatTable.ts"
import type { IndexState } from "../indices/IndexState.ts"
import type { ServerNode } from "../ServerNode.ts"
import type { RepositoryState } from "./RepositoryState.ts"
import type { SnapshotWork } from "../snapshots/SnapshotWork.ts"
import { ElasticsearchError } from "../ElasticsearchError.ts"
import { type Answer, ok } from "../http/Answer.ts"
import type { Route } from "../http/Route.ts"
import { splitList } from "../http/splitList.ts"
import { checkClusterWritable } from "../indices/blocks.ts"
import { isWildcard } from "../indices/wildcard.ts"
import { checkUnused, putRepository } from "./putRepository.ts"
import { isReadOnly, repositoryJson } from "./Repository.ts"
import { repositoryMissing, requireRepository, resolveRepositories } from "./resolveRepositories.ts"

const list = (
  cluster: IndexState & ServerNode & RepositoryState & SnapshotWork,
  expression: string
): Answer =>
  ok(
    Object.fromEntries(
      resolveRepositories(cluster, expression).map((repository) => [
        repository.name,
        repositoryJson(repository)
      ])
    )
  )

export const repositoryRoutes: readonly Route[] = [
  {
    methods: ["GET"],
    path: "/_snapshot",
    query: ["local", "master_timeout"],
    handle: (cluster) => list(cluster, "_all")
  },
  {
    methods: ["GET"],
    path: "/_snapshot/{repository}",
    query: ["local", "master_timeout"],
    handle: (cluster, request) => {
      request.boolean("local", false)
      return list(cluster, request.param("repository"))
    }
  },
  {
    methods: ["PUT", "POST"],
    path: "/_snapshot/{repository}",
    query: ["verify", "timeout", "master_timeout"],
    handle: (cluster, request) => {
      request.boolean("verify", true)
      checkClusterWritable(cluster)
      putRepository(cluster, request.param("repository"), request.json())
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["DELETE"],
    path: "/_snapshot/{repository}",
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      const expression = request.param("repository")
      const exact = splitList(expression).filter((name) => !isWildcard(name))
      if (exact.some((name) => !cluster.repositories.has(name))) throw repositoryMissing(expression)
      const doomed = resolveRepositories(cluster, expression)
      if (doomed.length === 0 && expression !== "*") throw repositoryMissing(expression)
      for (const { name } of doomed) checkUnused(cluster, name)
      for (const { name } of doomed) cluster.repositories.delete(name)
      return ok({ acknowledged: true })
    }
  },
  {
    methods: ["POST"],
    path: "/_snapshot/{repository}/_verify",
    body: false,
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      requireRepository(cluster, request.param("repository"))
      return ok({ nodes: { [cluster.nodeId]: { name: cluster.nodeName } } })
    }
  },
  {
    methods: ["POST"],
    path: "/_snapshot/{repository}/_cleanup",
    body: false,
    query: ["timeout", "master_timeout"],
    handle: (cluster, request) => {
      const repository = requireRepository(cluster, request.param("repository"))
      const { name } = repository
      if (isReadOnly(repository))
        throw new ElasticsearchError(...cluster.traits.readOnly, `[${name}] repository is readonly`)
      const running = cluster.running.filter((one) => one.repository.name === name).map((one) => one.name)
      if (running.length > 0)
        throw new ElasticsearchError(
          500,
          "illegal_state_exception",
          `Cannot cleanup [${name}] - a snapshot is currently running in ` +
            `[SnapshotsInProgress[entries=[${running.join(", ")}],nodeIdsForRemoval=[]]]`
        )
      return ok({ results: { deleted_bytes: 0, deleted_blobs: 0 } })
    }
  },
  {
    methods: ["GET"],
    path: "/_cat/repositories",
    query: catParameters,
    handle: (cluster, request) =>
      answerTable(
        {
          columns: ["id", "type"],
          right: ["type"],
          rows: [...cluster.repositories.values()].map(({ name, type }) => ({ id: name, type }))
        },
        request
      )
  }
]
