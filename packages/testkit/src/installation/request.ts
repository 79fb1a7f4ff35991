export interface Answer {
  readonly status: number
  readonly text: string
}

export type Method = "GET" | "POST" | "PUT" | "DELETE" | "HEAD"

const timeoutMillis = 60_000

/** One HTTP request to Elasticsearch. A string body that holds lines (`_bulk`) is sent as such; a user in the URL becomes a header. */
export const request = async (url: string, method: Method, path: string, body?: string): Promise<Answer> => {
  const base = new URL(url)
  const user =
    base.username === ""
      ? undefined
      : `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`
  const response = await fetch(`${base.origin}${base.pathname.replace(/\/+$/, "")}${path}`, {
    method,
    headers: {
      ...(body === undefined
        ? {}
        : { "content-type": body.endsWith("\n") ? "application/x-ndjson" : "application/json" }),
      ...(user === undefined ? {} : { authorization: `Basic ${Buffer.from(user).toString("base64")}` })
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(timeoutMillis)
  })
  return { status: response.status, text: await response.text() }
}

/** As `request`, and throws on any other status than 2xx: building an installation has no failure that may be passed over. */
export const expectOk = async (url: string, method: Method, path: string, body?: string): Promise<string> => {
  const answer = await request(url, method, path, body)
  if (answer.status < 200 || answer.status >= 300) {
    throw new Error(
      `${method} ${path.slice(0, 200)} answered ${answer.status}: ${answer.text.slice(0, 1000)}`
    )
  }
  return answer.text
}
