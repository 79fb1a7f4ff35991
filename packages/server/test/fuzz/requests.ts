/** Requests near those that are known: right ones, broken ones, and ones that two programs would read differently. The same seed makes the same ones. */
import type { SeededRandom } from "@camunda-backup/testkit/installation"
import { rows } from "../../src/access/routeRules.ts"

type Some<A> = readonly [A, ...ReadonlyArray<A>]

export interface FuzzRequest {
  readonly method: string
  readonly target: string
  readonly bytes: Buffer
  /** It says that more is to come than comes. */
  readonly cut: boolean
}

/** Lines of headers that say who asks; none at all for nobody. */
export type Credentials = (random: SeededRandom) => ReadonlyArray<string>

const likely = (random: SeededRandom, percent: number): boolean => random.integer(100) < percent

const methods: Some<string> = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
const oddMethods: Some<string> = ["TRACE", "CONNECT", "PROPFIND", "get", "Post", "QUERY", "SEARCH", "X"]

const ids: Some<string> = [
  "1",
  "7",
  "0",
  "-1",
  "007",
  "9223372036854775807",
  "9223372036854775808",
  "1e3",
  "latest",
  "%31",
  "1%00",
  "1;x",
  "0123456789abcdef0123456789abcdef"
]
const components: Some<string> = [
  "operate",
  "tasklist",
  "Operate",
  "zeebe",
  "all",
  "%6fperate",
  "operate,tasklist"
]
const jobs: Some<string> = ["backup", "drill", "retention", "BACKUP", "__proto__"]

const known: Some<string> = ["/", ...rows.map((x) => x.path)]

const filled = (random: SeededRandom, path: string): string =>
  path
    .replace(":component", random.pick(components))
    .replace(":job", random.pick(jobs))
    .replaceAll(/:\w+/g, () => random.pick(ids))

const upper = (path: string): string => path.replace(/[a-z](?=[a-z]*$)/, (x) => x.toUpperCase())

/** Each leads another way to a path, for somebody. */
const bends: Some<(path: string, random: SeededRandom) => string> = [
  (x) => `${x}/`,
  (x) => `/${x}`,
  (x) => x.replaceAll("/", "//"),
  (x) => `/.${x}`,
  (x) => `/nothing/..${x}`,
  (x) => `/actuator/health/..${x}`,
  (x) => `/actuator/health/liveness/../../..${x}`,
  (x) => `/actuator/health%2f..${x}`,
  (x) => `${x}/..`,
  (x) => `${x}/%2e%2e/%2e`,
  (x) => `${x};/actuator/health`,
  (x) => `${x}?/actuator/health`,
  (x) => `${x}%3f`,
  (x) => `${x}%20`,
  (x) => `${x}%`,
  (x) => `${x}%ff%fe`,
  (x) => `${x}%c0%af`,
  (x) => `${x}\\`,
  (x) => `${x}.json`,
  (x) => upper(x),
  (x) => x.toUpperCase(),
  (x) => x.replaceAll("/", "%2F").replace("%2F", "/"),
  (x) => x.replace(/[a-z]/, (y) => `%${y.charCodeAt(0).toString(16)}`),
  (x) => `http://127.0.0.1${x}`,
  (x) => `http://other.example${x}`,
  (x) => x.slice(1),
  () => "*",
  (x, random) => `${x}/${random.text(random.integer(30))}`,
  (x, random) => `${x}?${"a".repeat(random.integer(20_000))}`,
  (x) => `${x}#x`
]

const queries: Some<string> = [
  "?verbose=false",
  "?verbose=x&verbose=y",
  "?pattern=1*",
  "?pattern=%00",
  "?pattern[a]=b",
  "?component=operate",
  "?component=operate&component=tasklist",
  "?component=zeebe",
  "?limit=1",
  "?limit=-1",
  "?limit=1e9",
  "?refresh=15",
  "?__proto__[x]=1",
  "?x",
  "?&&=&",
  "?%"
]

const targetOf = (random: SeededRandom): string => {
  const plain = filled(random, random.pick(known))
  const bent = likely(random, 45) ? random.pick(bends)(plain, random) : plain
  return likely(random, 25) && !bent.includes("?") ? `${bent}${random.pick(queries)}` : bent
}

const bodies: Some<string> = [
  "",
  "{}",
  "[]",
  "null",
  "1",
  '"x"',
  "{",
  '{"backupId":1}',
  '{"backupId":7}',
  '{"backupId":"7"}',
  '{"backupId":9223372036854775807}',
  '{"backupId":1e400}',
  '{"backupId":-1}',
  '{"backupId":{"$gt":0}}',
  '{"backupId":1,"backupId":2}',
  '{"__proto__":{"role":"admin"},"backupId":3}',
  '{"components":["operate"]}',
  '{"components":["tasklist"],"backupId":"12","description":"x","labels":{"a":"b"}}',
  '{"components":[]}',
  '{"component":"operate","backupId":"1","target":"drill"}',
  '{"component":"operate","backupId":"1","target":"in-place"}',
  '{"component":"operate","backupId":"1","target":"in-place","unverified":true,"digest":"x"}',
  '{"component":"tasklist","backupId":"7","target":"into","prefix":"../"}',
  '{"component":"operate","backupId":"1","target":"into","prefix":"copy-"}',
  '{"keep":1}',
  "\u{feff}{}",
  "\u{0}"
]

const bodyOf = (random: SeededRandom): Buffer => {
  switch (random.integer(12)) {
    case 0:
      return Buffer.alloc(random.integer(200_000), "a")
    case 1:
      return Buffer.from(`{"a":${"[".repeat(random.integer(30_000))}`)
    case 2:
      return Buffer.from([0xff, 0xfe, 0x00, 0x80, random.integer(256)])
    case 3:
      return Buffer.from(`{"description":"${random.text(random.integer(60_000))}"}`)
    default:
      return Buffer.from(random.pick(bodies))
  }
}

const mediaTypes: Some<string> = [
  "application/json",
  "application/json",
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=utf-16",
  "application/vnd.spring-boot.actuator.v3+json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/xml",
  "json",
  ";",
  "application/json, text/html"
]

const accepts: Some<string> = [
  "*/*",
  "application/json",
  "text/html,*/*;q=0.8",
  "text/event-stream",
  "application/openmetrics-text; version=1.0.0",
  "image/png",
  "",
  ";;;q=x",
  "a/b;q=2",
  `${"a/b,".repeat(300)}c/d`
]

/** What proxies, old clients and people who try things send. */
const odd: Some<(random: SeededRandom) => string> = [
  (random) => `Accept: ${random.pick(accepts)}`,
  (random) => `Content-Encoding: ${random.pick(["gzip", "identity", "br", ""])}`,
  () => "Expect: 100-continue",
  () => "Expect: 200-ok",
  () => "Upgrade: websocket",
  () => "Upgrade: h2c",
  () => "X-Forwarded-For: 127.0.0.1",
  () => "X-Forwarded-Host: localhost",
  (random) => `X-Original-URL: ${random.pick(known)}`,
  (random) => `X-Rewrite-URL: ${random.pick(known)}`,
  () => "X-HTTP-Method-Override: DELETE",
  () => "X-Method-Override: DELETE",
  (random) => `X-Request-Id: ${random.pick(["a", "\u{1b}[31m", "x".repeat(500), "{}"])}`,
  () => "Cookie: Authorization=Bearer%20admin",
  () => "Range: bytes=0-1",
  () => "If-None-Match: *",
  () => "Last-Event-ID: 18446744073709551616",
  () => "Host: other.example",
  () => "Host: ",
  (random) => `X-Long: ${"y".repeat(random.integer(20_000))}`,
  () => "Sec-Fetch-Site: none",
  () => "__proto__: x",
  () => "X-Latin: \u{e9}"
]

/** Only what a browser sends for another site: refused whoever asks. */
const foreign: Some<string> = ["Sec-Fetch-Site: cross-site", "Origin: https://other.example", "Origin: null"]

/** How the length of a body is told, and what then follows; `cut`: less than told. */
type Framing = (body: Buffer) => {
  readonly lines: ReadonlyArray<string>
  readonly sent: Buffer
  readonly cut?: true
}

const chunked = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(body.length === 0 ? "" : `${body.length.toString(16)}\r\n`),
    body,
    Buffer.from(body.length === 0 ? "0\r\n\r\n" : "\r\n0\r\n\r\n")
  ])

/** A second request inside of what may be the body. */
const hidden = Buffer.from(
  "DELETE /api/v1/backups/operate/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
)

const plainFraming: Framing = (body) => ({
  lines: body.length === 0 ? [] : [`Content-Length: ${body.length}`],
  sent: body
})

const framings: Some<Framing> = [
  (body) => ({ lines: ["Transfer-Encoding: chunked"], sent: chunked(body) }),
  (body) => ({ lines: ["Content-Length: 0"], sent: body.subarray(0, 0) }),
  (body) => ({ lines: [`Content-Length: ${body.length + 10}`], sent: body, cut: true }),
  (body) => ({ lines: ["Content-Length: -1"], sent: body }),
  (body) => ({ lines: ["Content-Length: 1e1"], sent: body }),
  (body) => ({ lines: ["Content-Length: 99999999999999999999"], sent: body, cut: true }),
  (body) => ({
    lines: [`Content-Length: ${body.length}`, `Content-Length: ${body.length + 1}`],
    sent: body,
    cut: true
  }),
  (body) => ({
    lines: ["Content-Length: 4", "Transfer-Encoding: chunked"],
    sent: Buffer.concat([chunked(body), hidden])
  }),
  (body) => ({
    lines: ["Transfer-Encoding: chunked", "Content-Length: 0"],
    sent: Buffer.concat([chunked(body), hidden])
  }),
  (body) => ({ lines: ["Transfer-Encoding: identity"], sent: body, cut: true }),
  (body) => ({ lines: ["Transfer-Encoding: xchunked"], sent: chunked(body), cut: true }),
  (body) => ({ lines: ["Transfer-Encoding: chunked, identity"], sent: chunked(body), cut: true }),
  (body) => ({
    lines: ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
    sent: chunked(body),
    cut: true
  }),
  (body) => ({ lines: ["Transfer-Encoding : chunked"], sent: chunked(body) }),
  (body) => ({ lines: ["Transfer-Encoding:\tchunked"], sent: chunked(body) }),
  (body) => ({
    lines: ["Transfer-Encoding: chunked"],
    sent: Buffer.concat([Buffer.from("ffffffffffffffffff\r\n"), body]),
    cut: true
  }),
  (body) => ({
    lines: ["Transfer-Encoding: chunked"],
    sent: Buffer.concat([Buffer.from("5;x=y\nabcde\n0\n\n"), body]),
    cut: true
  }),
  () => ({ lines: ["Content-Length: 0"], sent: hidden }),
  () => ({ lines: ["X: y", " folded: z"], sent: hidden }),
  () => ({ lines: ["X: \u{0}"], sent: hidden }),
  () => ({ lines: ["no colon"], sent: hidden }),
  () => ({ lines: [": no name"], sent: hidden })
]

const versions: Some<string> = ["HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "http/1.1", ""]

const told = (method: string, target: string, lines: ReadonlyArray<string>, sent: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${[`${method} ${target}`, ...lines].join("\r\n")}\r\n\r\n`, "latin1"), sent])

const sound: Some<string> = [
  '{"backupId":2}',
  '{"components":["operate"]}',
  '{"component":"operate","backupId":"1","target":"drill"}',
  '{"component":"operate","backupId":"1","target":"into","prefix":"copy-"}'
]

/** One that is right in everything but perhaps in who sends it: most of the others end before it matters who that is. */
const straight = (random: SeededRandom, credentials: Credentials): FuzzRequest => {
  const { method, path } = random.pick(routes)
  const target = path
    .replace(":component", random.pick(["operate", "tasklist"]))
    .replace(":job", random.pick(["backup", "drill"]))
    .replaceAll(/:\w+/g, random.pick(["1", "1", "2", "0123456789abcdef0123456789abcdef"]))
  const body = Buffer.from(method === "POST" ? random.pick(sound) : "")
  const lines = ["Host: x", "Connection: close", ...credentials(random), ...plainFraming(body).lines]
  const typed = body.length === 0 ? lines : [...lines, "Content-Type: application/json"]
  return { method, target, cut: false, bytes: told(method, `${target} HTTP/1.1`, typed, body) }
}

const [firstRoute, ...otherRoutes] = rows
if (firstRoute === undefined) throw new Error("there is no route")
const routes: Some<(typeof rows)[number]> = [firstRoute, ...otherRoutes]

/** The next one. */
export const fuzzRequest = (random: SeededRandom, credentials: Credentials): FuzzRequest =>
  likely(random, 40) ? straight(random, credentials) : bent(random, credentials)

const bent = (random: SeededRandom, credentials: Credentials): FuzzRequest => {
  const method = likely(random, 8) ? random.pick(oddMethods) : random.pick(methods)
  const target = targetOf(random)
  const body = method === "GET" && likely(random, 80) ? Buffer.alloc(0) : bodyOf(random)
  const framing = likely(random, 20) ? random.pick(framings) : plainFraming
  const { cut = false, lines, sent } = framing(body)
  const version = likely(random, 4) ? random.pick(versions) : "HTTP/1.1"
  const head = [
    "Connection: close",
    ...(likely(random, 97) ? ["Host: x"] : []),
    ...(body.length > 0 && likely(random, 92) ? [`Content-Type: ${random.pick(mediaTypes)}`] : []),
    ...(likely(random, 3) ? [random.pick(foreign)] : []),
    ...Array.from({ length: random.integer(3) }, () => random.pick(odd)(random)),
    ...credentials(random),
    ...lines
  ]
  return { method, target, cut, bytes: told(method, `${target} ${version}`, head, sent) }
}
