/** For which names a request is taken, and for which names a server of which settings takes it. */
import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { isAllowed, parse } from "../src/access/allowedHosts.ts"
import { read } from "../src/config/serverEnvironment.ts"

const allowedBy = (environment: Readonly<Record<string, string>>) =>
  Result.map(
    read({ CAMUNDA_BACKUP_CAMUNDA_VERSION: "8.7.2", ...environment }, () => ""),
    (x) => x.allowedHosts
  )

describe("a server that answers to no further name", () => {
  it.each([
    "localhost",
    "localhost:9600",
    "LOCALHOST:9600",
    "localhost.",
    "backup.localhost:80",
    "127.0.0.1",
    "127.0.0.1:9600",
    "[::1]:9600",
    "[::1]",
    "10.1.2.3:9600",
    "localhost:"
  ])("takes a request for %s", (host) => expect(isAllowed([], host)).toBe(true))

  it.each([
    "evil.example",
    "evil.example:9600",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "notlocalhost",
    "127.0.0.1.nip.io:9600",
    "[::1].evil.example",
    "localhost:9600.evil.example",
    "evil.example:127.0.0.1",
    "evil.example@localhost",
    "",
    ".",
    ":9600"
  ])("takes none for %j", (host) => expect(isAllowed([], host)).toBe(false))
})

it("answers to names that are listed, whatever their case and port, and not to parts of them", () => {
  const allowed = Option.getOrThrow(parse("Backup.example.org, backup"))
  expect(["backup.EXAMPLE.org:443", "backup", "backup:1"].map((x) => isAllowed(allowed, x))).toEqual([
    true,
    true,
    true
  ])
  expect(["example.org", "x.backup.example.org", "backup.example"].map((x) => isAllowed(allowed, x))).toEqual(
    [false, false, false]
  )
})

it.each(["", ",", "a,,b", "*", "*.example.org", "http://a", "a:9600", "a/b"])(
  "does not take %j for a list of names",
  (text) => expect(Option.isNone(parse(text))).toBe(true)
)

it.each([
  ["on the loopback address without an access file: none", {}, []],
  ["named localhost", { CAMUNDA_BACKUP_HOST: "localhost" }, []],
  ["on it with a list", { CAMUNDA_BACKUP_ALLOWED_HOSTS: "a.example" }, ["a.example"]],
  ["with an access file: any", { CAMUNDA_BACKUP_ACCESS_FILE: "f" }, null],
  [
    "with an access file and a list",
    { CAMUNDA_BACKUP_ACCESS_FILE: "f", CAMUNDA_BACKUP_ALLOWED_HOSTS: "b" },
    ["b"]
  ],
  [
    "open to other machines on purpose: any",
    { CAMUNDA_BACKUP_HOST: "0.0.0.0", CAMUNDA_BACKUP_AUTH: "none" },
    null
  ]
] as const)("which names a server answers to %s", (_what, environment, expected) =>
  expect(allowedBy(environment)).toEqual(Result.succeed(expected))
)
