import { Result } from "effect"
import { describe, expect, it } from "vitest"
import * as Addresses from "../../src/config/addresses.ts"

const parsed = (text: string) => Result.getOrThrow(Addresses.parse(text)).urls
const refused = (text: string): string => {
  const result = Addresses.parse(text)
  return Result.isFailure(result) ? result.failure : `accepted: ${JSON.stringify(result.success)}`
}

describe("addresses of Elasticsearch", () => {
  it.each([
    ["http://127.0.0.1:9200", ["http://127.0.0.1:9200"]],
    ["http://es-1:9200, https://es-2:9200", ["http://es-1:9200", "https://es-2:9200"]],
    ["http://[::1]:9200", ["http://[::1]:9200"]],
    ["https://es.example/elasticsearch/", ["https://es.example/elasticsearch/"]],
    ["HTTPS://es", ["HTTPS://es"]],
    ["https://elastic:S3cret%2F1@es:9200/prefix", ["https://es:9200/prefix"]],
    ["https://elastic:S3@cret@es:9200", ["https://es:9200"]]
  ])("%s are accepted", (text, expected) => {
    expect(parsed(text)).toEqual(expected)
  })

  it.each([
    ["https://elastic:S3cret@es-1:9200,es-2:9200", "address 2 of 2 does not begin with http:// or https://"],
    ["elastic:S3cret@es-1:9200,https://es-2:9200", "address 1 of 2 does not begin with"],
    ["https://elastic:S3cret/x@es-1:9200", "the address is not a URL"],
    ["https://elastic:12/S3cret@es-1:9200", "the address has an @ in its path"],
    ["https://elastic:12?S3cret@es-1:9200", "the address has a query or a fragment"],
    ["https://elastic:12#S3cret@es-1:9200", "the address has a query or a fragment"],
    ["https://elastic:12\\S3cret@es-1:9200", "the address has an @ in its path"],
    ["https://elastic:S3cret,x@es-1:9200,https://es-2", "address 1 of 3 is not a URL"],
    ["https://elastic:S3cret%@es-1:9200", "the address has a % that is not part of an escape"],
    ["https://elastic:S3cret%FF@es-1:9200", "the address has a % that is not part of an escape"],
    ["https://%C3%28:S3cret@es-1:9200", "the address has a % that is not part of an escape"],
    ["ftp://elastic:S3cret@es-1", "the address does not begin with http:// or https://"],
    ["http:elastic:S3cret@es-1", "the address does not begin with http:// or https://"],
    ["https://elastic:S3cret@", "the address is not a URL"],
    ["https://elastic:S3cret@es:99999", "the address is not a URL"],
    ["https://S3cret@es:9200", "the address has a user name without a password"],
    ["https://:S3cret@es:9200", "the address has a user name without a password"],
    ["https://elastic:S3cret@es:9200,", "address 2 of 2 is empty"]
  ])("%s is refused without a word of it", (text, expected) => {
    const reason = refused(text)
    expect(reason).toContain(expected)
    expect(reason).toContain("percent-encoded")
    for (const part of ["S3cret", "elastic:", "es-1", "es-2"]) expect(reason).not.toContain(part)
  })

  it("an IPv6 address without brackets is refused with the form that is accepted", () => {
    expect(refused("http://::1:9200")).toContain("http://[::1]:9200")
  })

  it.each([
    ["https://elastic:S3cret@es:9200/prefix", "https://es:9200/prefix"],
    ["https://S3cret@es", "(not shown)"],
    ["http://[::1]:9200/", "http://[::1]:9200"],
    ["elastic:S3cret@es", "(not shown)"],
    ["https://elastic:12/S3cret@es", "(not shown)"],
    ["https://es/?key=S3cret", "(not shown)"]
  ])("%s is shown as %s", (text, expected) => {
    expect(Addresses.shown(text)).toBe(expected)
  })
})
