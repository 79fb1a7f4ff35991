/** One line of the table of results. */
export interface Row {
  readonly what: string
  readonly ours: string
  readonly bare: string
  /** Ours over bare, or the measured value where there is nothing to compare with. */
  readonly result: string
  readonly aim: string
  readonly met: boolean | null
}

export const ms = (value: number): string => `${value >= 100 ? Math.round(value) : value.toFixed(2)} ms`
export const times = (value: number): string => `${value.toFixed(2)}x`

export const table = (rows: ReadonlyArray<Row>): string =>
  [
    "| what | ours | bare | result | aim | met |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map(
      (x) =>
        `| ${x.what} | ${x.ours} | ${x.bare} | ${x.result} | ${x.aim} | ${x.met === null ? "" : x.met ? "yes" : "no"} |`
    )
  ].join("\n")
