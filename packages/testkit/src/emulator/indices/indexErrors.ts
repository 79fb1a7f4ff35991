import { ElasticsearchError } from "../ElasticsearchError.ts"

const absent = (name: string) => ({ index_uuid: "_na_", index: name })

/** An index that a request names and nobody has. */
export const indexNotFound = (name: string, hint = ""): ElasticsearchError =>
  new ElasticsearchError(404, "index_not_found_exception", `no such index [${name}]${hint}`, {
    extra: { "resource.type": "index_or_alias", "resource.id": name, ...absent(name) }
  })

/** The same where Elasticsearch does not say what kind of resource it looked for. */
export const indexNotFoundBare = (name: string, hint = ""): ElasticsearchError =>
  new ElasticsearchError(404, "index_not_found_exception", `no such index [${name}]${hint}`, {
    extra: absent(name)
  })

export const invalidIndexName = (name: string, fault: string): ElasticsearchError =>
  new ElasticsearchError(400, "invalid_index_name_exception", `Invalid index name [${name}], ${fault}`, {
    extra: absent(name)
  })

export const indexExists = (name: string, uuid: string): ElasticsearchError =>
  new ElasticsearchError(400, "resource_already_exists_exception", `index [${name}/${uuid}] already exists`, {
    extra: { index_uuid: uuid, index: name }
  })

export const indexClosed = (name: string, uuid: string): ElasticsearchError =>
  new ElasticsearchError(400, "index_closed_exception", "closed", {
    extra: { index_uuid: uuid, index: name }
  })
