/** One request as it arrived, also when a fault kept it from being applied. */
export interface RecordedRequest {
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  readonly query: ReadonlyMap<string, string>
  readonly body: string
  /** On the emulator's clock. */
  readonly time: number
  /** The fault that struck it. */
  readonly fault?: string
}

/** What was asked, oldest first; keeps the last 10,000. */
export class RequestLog {
  private entries: RecordedRequest[] = []

  add(request: RecordedRequest): void {
    this.entries.push(request)
    if (this.entries.length > 20_000) this.entries = this.entries.slice(-10_000)
  }

  get all(): readonly RecordedRequest[] {
    return this.entries
  }

  matching(predicate: (request: RecordedRequest) => boolean): readonly RecordedRequest[] {
    return this.entries.filter(predicate)
  }

  clear(): void {
    this.entries = []
  }
}
