import { Quantities, type Sent } from "@camunda-backup/core"

/** A request and its answer in one line, for `--verbose`. */
export const sentLine = ({ bytes, method, millis, status, url }: Sent): string =>
  `${method} ${url} ${status === null ? "no answer" : `${status}, ${Quantities.bytes(bytes)}`} in ${Math.round(millis)} ms`
