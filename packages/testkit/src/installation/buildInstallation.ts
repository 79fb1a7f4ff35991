import { bulkChunks } from "./bulkChunks.ts"
import { describeInstallation, type Installation } from "./describeInstallation.ts"
import type { InstallationOptions } from "./InstallationOptions.ts"
import { inParallel } from "./inParallel.ts"
import { expectOk } from "./request.ts"

/** Index creations wait for their shards, not for the machine: with few at a time the build is twice as slow. */
const width = 64

const firstFailure = (answer: string): string =>
  /"error":\{.{0,500}/s.exec(answer)?.[0] ?? answer.slice(0, 500)

const load = async (url: string, chunk: string): Promise<void> => {
  const answer = await expectOk(url, "POST", "/_bulk?refresh=true&filter_path=errors,items.*.error", chunk)
  if (!answer.includes('"errors":false')) {
    throw new Error(`Documents of the installation were refused: ${firstFailure(answer)}`)
  }
}

/**
 * Makes a Camunda installation in an Elasticsearch, real or emulated, that has none of its indices yet; returns what it made. All documents
 * of open indices can be searched when it resolves.
 */
export const buildInstallation = async (
  url: string,
  options: InstallationOptions = {}
): Promise<Installation> => {
  const installation = describeInstallation(options)
  await inParallel(installation.componentTemplates, width, ({ name, body }) =>
    expectOk(url, "PUT", `/_component_template/${encodeURIComponent(name)}`, JSON.stringify(body))
  )
  await inParallel(installation.templates, width, ({ name, body }) =>
    expectOk(url, "PUT", `/_index_template/${encodeURIComponent(name)}`, JSON.stringify(body))
  )
  await inParallel(installation.indices, width, ({ name, settings, mappings, aliases }) =>
    expectOk(url, "PUT", `/${encodeURIComponent(name)}`, JSON.stringify({ settings, mappings, aliases }))
  )
  for (const chunk of bulkChunks(installation.indices)) {
    // oxlint-disable-next-line no-await-in-loop -- chunks are made one by one to bound the memory
    await load(url, chunk)
  }
  const closed = installation.indices.filter(({ open }) => !open)
  await inParallel(closed, width, ({ name }) => expectOk(url, "POST", `/${encodeURIComponent(name)}/_close`))
  return installation
}
