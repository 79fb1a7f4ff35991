import { seededRandom } from "../../src/installation/seededRandom.ts"
import { expectOk, type Method, request } from "../../src/installation/request.ts"
import { waitUntil } from "../launcher/waitUntil.ts"

const mappings = { properties: { text: { type: "keyword", index: false, doc_values: false } } }

/** Answers with what differs from server to server and from run to run taken out: ids, sizes, times, progress. */
const masked = (text: string): unknown =>
  JSON.parse(
    text
      .replaceAll(/\/[\w-]{22}\]/g, "/uuid]")
      .replaceAll(/"(uuid|index_uuid|node|node_id)":"[\w-]{22}"/g, '"$1":"id"')
      .replaceAll(/"processed":\{[^}]*\},/g, '"processed":"some",')
      .replaceAll(/"size_in_bytes":[1-9]\d*/g, '"size_in_bytes":"some"')
      .replaceAll(/"(start_time_in_millis|end_time_in_millis)":[1-9]\d*/g, '"$1":"some"')
      .replaceAll(/"(time_in_millis|duration_in_millis)":\d+/g, '"$1":"some"')
      .replaceAll(/"(start|end)_time":"20[^"]*"/g, '"$1_time":"some"')
  )

/** Takes, queues and deletes snapshots of an index that needs five seconds, and tells what was seen on the way. */
export const observeSnapshots = async (
  url: string,
  location: string
): Promise<Readonly<Record<string, unknown>>> => {
  const look = async (method: Method, path: string, body?: string) => {
    const { status, text } = await request(url, method, path, body)
    return { status, body: masked(text) }
  }
  const textOf = async (path: string) => (await request(url, "GET", path)).text
  const random = seededRandom("slow")
  const settings = { number_of_shards: 1, number_of_replicas: 0 }
  await expectOk(url, "PUT", "/big", JSON.stringify({ settings, mappings }))
  await expectOk(url, "PUT", "/small", JSON.stringify({ settings }))
  const document = { text: Array.from({ length: 10 }, () => random.text(10_000)) }
  await expectOk(url, "PUT", "/big/_doc/1?refresh=true", JSON.stringify(document))
  const repository = { type: "fs", settings: { location, max_snapshot_bytes_per_sec: "20kb" } }
  await expectOk(url, "PUT", "/_snapshot/slow", JSON.stringify(repository))

  const create = (name: string, indices: string) =>
    look(
      "PUT",
      `/_snapshot/slow/${name}?wait_for_completion=true`,
      JSON.stringify({ indices, include_global_state: false })
    )
  const one = create("one", "big")
  await waitUntil(async () =>
    /"processed":\{"file_count":[123],/.test(await textOf("/_snapshot/slow/one/_status"))
  )
  const running = {
    status: await look("GET", "/_snapshot/slow/one/_status"),
    listed: await look("GET", "/_snapshot/slow/one"),
    brief: await look("GET", "/_snapshot/slow/_current?verbose=false")
  }
  const two = create("two", "big")
  await waitUntil(async () => (await textOf("/_snapshot/slow/_current")).includes('"two"'))
  const queued = {
    status: await look("GET", "/_snapshot/slow/two/_status"),
    listed: await look("GET", "/_snapshot/slow/two"),
    deleted: await look("DELETE", "/_snapshot/slow/two"),
    created: await two
  }
  const deleting = look("DELETE", "/_snapshot/slow/one")
  await waitUntil(async () => (await textOf("/_snapshot/slow/one/_status")).includes("ABORTED"))
  const aborted = {
    status: await look("GET", "/_snapshot/slow/one/_status"),
    listed: await look("GET", "/_snapshot/slow/one"),
    again: await look("PUT", "/_snapshot/slow/one"),
    created: await one,
    deleted: await deleting,
    gone: await look("GET", "/_snapshot/slow/one")
  }
  const first = await create("first", "small")
  const unchanged = {
    created: await create("second", "small"),
    status: await look("GET", "/_snapshot/slow/second/_status")
  }
  return { running, queued, aborted, first, unchanged }
}
