/**
 * What a request to Elasticsearch does, in one of a few words: for counts and times by kind, whose number must not grow with names of indices, snapshots
 * and documents.
 */
const actions: ReadonlyArray<readonly [method: RegExp, path: RegExp, action: string]> = [
  [/^GET$/, /^\/_snapshot\/[^/]+\/.+\/_status$/, "snapshot-status"],
  [/^GET$/, /^\/_snapshot\/_status$/, "snapshot-status"],
  [/^POST$/, /^\/_snapshot\/[^/]+\/_verify$/, "repository-verify"],
  [/^POST$/, /^\/_snapshot\/[^/]+\/[^/]+\/_restore$/, "snapshot-restore"],
  [/^PUT$/, /^\/_snapshot\/[^/]+\/[^/]+$/, "snapshot-create"],
  [/^GET$/, /^\/_snapshot\/[^/]+\/.+$/, "snapshot-get"],
  [/^DELETE$/, /^\/_snapshot\/[^/]+\/.+$/, "snapshot-delete"],
  [/^GET$/, /^\/_snapshot(\/[^/]+)?$/, "repository-get"],
  [/^(GET|HEAD)$/, /^\/[^/_][^/]*\/_doc\//, "document-get"],
  [/^(PUT|POST)$/, /^\/[^/_][^/]*\/(_doc|_create)\//, "document-write"],
  [/^DELETE$/, /^\/[^/_][^/]*\/_doc\//, "document-delete"],
  [/^(GET|POST)$/, /^\/[^/_][^/]*\/_(search|count)$/, "search"],
  [/^GET$/, /^\/_resolve\/index\//, "index-resolve"],
  [/^GET$/, /^\/_(cluster|nodes|cat|tasks)\b/, "cluster-monitor"],
  [/^GET$/, /^\/$/, "cluster-monitor"],
  [/^GET$/, /^\/_(index_template|component_template|template|ilm)\b/, "template-get"],
  [/^GET$/, /^\/[^/_]/, "index-get"],
  [/^DELETE$/, /^\/[^/_][^/]*$/, "index-delete"],
  [/^(PUT|POST)$/, /^\/[^/_]/, "index-write"]
]

/** The word for a request; `other`: none of the known ones. */
export const actionOf = (method: string, path: string): string =>
  actions.find(([methods, paths]) => methods.test(method) && paths.test(path))?.[2] ?? "other"
