/** What the process that stays holds, by its own metrics, and whether that grows. */
import { send } from "../test/harness/http.ts"

export interface Sample {
  readonly seconds: number
  readonly heapMegabytes: number
  readonly residentMegabytes: number
  readonly fileDescriptors: number
  readonly resources: number
}

const valueOf = (text: string, name: string): number =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN)

export const sample = async (url: string, seconds: number): Promise<Sample> => {
  const { text } = await send(url, "GET", "/metrics")
  return {
    seconds,
    heapMegabytes: valueOf(text, "nodejs_heap_size_used_bytes") / 1e6,
    residentMegabytes: valueOf(text, "process_resident_memory_bytes") / 1e6,
    fileDescriptors: valueOf(text, "process_open_fds"),
    resources: valueOf(text, "nodejs_active_resources_total")
  }
}

export type Measure = Exclude<keyof Sample, "seconds">

/** The least of a stretch: between two collections the heap grows whatever happens. */
const least = (samples: ReadonlyArray<Sample>, measure: Measure): number =>
  Math.min(...samples.map((x) => x[measure]))

/** From the second quarter, when everything was done once, to the last one. */
export const growth = (
  samples: ReadonlyArray<Sample>,
  measure: Measure
): { readonly from: number; readonly to: number } => {
  const quarter = Math.floor(samples.length / 4)
  return {
    from: least(samples.slice(quarter, 2 * quarter), measure),
    to: least(samples.slice(-quarter), measure)
  }
}
