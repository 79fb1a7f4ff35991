import { expect, it } from "vitest"
import { canonicalJson, parseExactJson } from "../../src/installation/exactJson.ts"

it("keeps every number as it is written", () => {
  const text = '{"b":[9223372036854775807,1.10,-0.0,6.02e23,12],"a":{"c":null,"d":"ü\\n"}}'
  expect(JSON.stringify(parseExactJson(text))).toBe(text)
})

it("writes equal JSON equally, whatever the order of keys, numbers untouched", () => {
  expect(canonicalJson(parseExactJson('{"b":{"d":9223372036854775807,"c":[{"y":1,"x":2}]},"a":1}'))).toBe(
    '{"a":1,"b":{"c":[{"x":2,"y":1}],"d":9223372036854775807}}'
  )
})
