import { Option, Redacted, Result } from "effect"
import { describe, expect, it } from "vitest"
import { isExempt } from "../../../src/adapters/http/noProxy.ts"
import { proxyFor } from "../../../src/adapters/http/Proxy.ts"
import type { Environment } from "../../../src/config/Variables.ts"

const chosen = (environment: Environment, address: string) => {
  const found = Result.getOrThrow(proxyFor(environment, address))
  return Option.getOrNull(Option.map(found, ({ url, variable }) => `${variable} ${url}`))
}

describe("proxyFor", () => {
  it("goes by the scheme of the server, the lower-case name first, blank as unset", () => {
    const both = { HTTP_PROXY: "http://plain:3128", HTTPS_PROXY: "https://secure" }
    expect(chosen(both, "http://a.example:9600")).toBe("HTTP_PROXY http://plain:3128")
    expect(chosen(both, "https://a.example")).toBe("HTTPS_PROXY https://secure")
    expect(chosen({ HTTP_PROXY: "http://plain:3128" }, "https://a.example")).toBe(null)
    const lower = { https_proxy: "lower:1", HTTPS_PROXY: "upper:1" }
    expect(chosen(lower, "https://a.example")).toBe("https_proxy http://lower:1")
    expect(chosen({ ...lower, https_proxy: " " }, "https://a.example")).toBe("HTTPS_PROXY http://upper:1")
    expect(chosen({}, "https://a.example")).toBe(null)
  })

  it("sends what is asked of this machine to no proxy", () => {
    const environment = { HTTP_PROXY: "http://plain:3128", NO_PROXY: "nothing.example" }
    for (const host of ["127.0.0.1:9600", "127.9.9.9", "localhost:9600", "LOCALHOST.", "[::1]:9600"])
      expect(chosen(environment, `http://${host}`), host).toBe(null)
    expect(chosen(environment, "http://localhost.example")).not.toBe(null)
  })

  it("takes user name and password out of the URL", () => {
    const found = proxyFor({ HTTPS_PROXY: "http://us%40er:p%3Aw@proxy.example:3128/" }, "https://a.example")
    const proxy = Option.getOrThrow(Result.getOrThrow(found))
    expect(proxy.url).toBe("http://proxy.example:3128")
    const header = Redacted.value(Option.getOrThrow(proxy.authorization))
    expect(Buffer.from(header.replace("Basic ", ""), "base64").toString()).toBe("us@er:p:w")
    expect(JSON.stringify(proxy)).not.toContain(header)
  })

  it.each([
    "socks5://user:secret@proxy:1080",
    "http://",
    "http://user:sec/ret@proxy:1",
    "http://u:%zz@proxy"
  ])("says which variable is wrong, and not what it holds: %s", (value) => {
    const wrong = proxyFor({ HTTP_PROXY: value }, "http://a.example")
    const reason = Result.getOrThrow(Result.flip(wrong))
    expect(reason).toMatch(/^HTTP_PROXY is not the address of a proxy/)
    expect(reason).not.toMatch(/secret|sec\/ret|%zz/)
  })
})

describe("isExempt", () => {
  it.each([
    [
      "example.com",
      ["example.com:80", "a.example.com:9", "EXAMPLE.com.:1"],
      ["example.org:80", "anexample.com:80"]
    ],
    [".example.com", ["a.example.com:80"], ["example.com:80"]],
    ["*.example.com", ["a.b.example.com:80"], ["example.com:80"]],
    ["example.com:9600", ["example.com:9600", "a.example.com:9600"], ["example.com:80"]],
    ["*", ["example.com:80", "10.0.0.1:1"], []],
    ["a, b\tc.d", ["a:1", "b:1", "c.d:1"], ["d:1"]],
    ["10.0.0.0/8", ["10.1.2.3:9600"], ["11.0.0.1:1", "ten.example:1"]],
    ["10.1.2.3", ["10.1.2.3:1"], ["10.1.2.4:1", "110.1.2.3:1"]],
    ["10.1.2.3:9600", ["10.1.2.3:9600"], ["10.1.2.3:1"]],
    ["fd00::/8,[::2]:9600", ["[fd00::1]:1", "[::2]:9600"], ["[fe80::1]:1", "[::2]:1"]],
    ["fd00::7", ["[fd00::7]:1"], ["[fd00::8]:1"]],
    ["10.0.0.0/99, ., ,", [], ["10.0.0.1:1", "a:1"]]
  ] as const)("NO_PROXY=%s", (noProxy, exempt, others) => {
    const ask = (text: string) => {
      const at = text.lastIndexOf(":")
      return isExempt(noProxy, { name: text.slice(0, at), port: Number(text.slice(at + 1)) })
    }
    expect(exempt.filter((x) => !ask(x))).toEqual([])
    expect(others.filter(ask)).toEqual([])
  })
})
