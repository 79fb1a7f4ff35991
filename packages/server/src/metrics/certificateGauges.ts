import { Option } from "effect"
import { Gauge, type Metric } from "prom-client"
import type { Validity } from "../access/certificateValidity.ts"

const values: ReadonlyArray<readonly [name: string, help: string, value: (x: Validity) => number]> = [
  ["start", "From when the certificate of the port is valid.", ({ from }) => from / 1000],
  [
    "expiry",
    "Until when the certificate of the port, with those above it in its file, is valid.",
    ({ to }) => to / 1000
  ]
]

/** Of the certificate that is served, which may not be the one in the file; no samples without TLS. */
export const certificateGauges = (served: () => Option.Option<Validity>): ReadonlyArray<Metric> =>
  values.map(
    ([name, help, value]) =>
      new Gauge({
        name: `camunda_backup_tls_certificate_${name}_timestamp_seconds`,
        help,
        registers: [],
        collect() {
          const validity = served()
          if (Option.isSome(validity)) this.set(value(validity.value))
          else this.remove()
        }
      })
  )
