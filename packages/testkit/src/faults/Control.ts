/** One call under `/_emulator`. */
export interface Control {
  readonly method: "GET" | "POST" | "DELETE"
  /** Segments in braces are parameters. */
  readonly path: string
  readonly handle: (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>
}

export interface ControlRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: ReadonlyMap<string, string>
  /** Undefined without a body. */
  readonly body: unknown
}

export interface ControlAnswer {
  readonly status: number
  readonly json: unknown
  /** Done once the answer is on its way, for what would cut the connection. */
  readonly afterwards?: () => void
}

/** What the caller did wrong. */
export class ControlError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
