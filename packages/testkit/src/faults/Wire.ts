/** A whole request as it came over the wire. */
export interface WireRequest {
  readonly method: string
  /** Path and query as they came. */
  readonly uri: string
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly accept: string
  readonly contentType: string
  readonly body: Buffer
}

/** A whole answer as it goes over the wire; its length is added, unless it comes in pieces. */
export interface WireAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Buffer | Iterable<string>
}

export const pathOf = (uri: string): string => {
  const [path = ""] = uri.split("?", 1)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export const queryOf = (uri: string): ReadonlyMap<string, string> => {
  const question = uri.indexOf("?")
  return new Map(new URLSearchParams(question < 0 ? "" : uri.slice(question + 1)))
}
