/** The last lines of a stream, cut at line ends; whole lines are handed on as they come. */
export class LogTail {
  readonly #lines: Array<string> = []
  readonly #limit: number
  readonly #onLine: (line: string) => void
  #rest = ""

  constructor(limit: number, onLine: (line: string) => void = () => {}) {
    this.#limit = limit
    this.#onLine = onLine
  }

  write(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n")
    this.#rest = lines.pop() ?? ""
    for (const line of lines) {
      this.#lines.push(line)
      if (this.#lines.length > this.#limit) this.#lines.shift()
      this.#onLine(line)
    }
  }

  text(): string {
    return [...this.#lines, ...(this.#rest === "" ? [] : [this.#rest])].join("\n")
  }
}
