import { describe, expect, it } from "vitest"
import { filterPath } from "../../src/emulator/json/filterPath.ts"
import { javaNumbers } from "../../src/emulator/json/javaNumbers.ts"
import { parseJson } from "../../src/emulator/json/parseJson.ts"
import { writeJson, writePrettyJson } from "../../src/emulator/json/writeJson.ts"

describe("JSON", () => {
  it.each([
    '{"a":9007199254740993,"b":[9223372036854775807,-1,1.0,1e300],"c":{"d":null,"e":true}}',
    '"\\u0000\\ud83d"',
    '{"__proto__":1,"a":"é\\n\\""}',
    "[]",
    "{}"
  ])("is written as it was read: %s", (text) => {
    expect(writeJson(parseJson(text))).toBe(text)
  })

  it.each([
    ['{"indices":', "end", 1, 12],
    ["", "end", 1, 1],
    ["{i}", "character", 1, 2],
    ['{"a":1,\n"a":2}', "character", 2, 4],
    ["[1,]", "character", 1, 4],
    ["01", "character", 1, 2],
    ["[1] 2", "character", 1, 5]
  ])("says where %j is wrong", (text, kind, line, column) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ kind, line, column }))
  })

  it("turns fractions into Java's doubles and leaves integers", () => {
    const text = "[1.0,2.50,1e300,123456789012345678901234567890,1e400,0.00001,12345678.5]"
    expect(writeJson(javaNumbers(parseJson(text)))).toBe(
      '[1.0,2.5,1.0E300,123456789012345678901234567890,"Infinity",1.0E-5,1.23456785E7]'
    )
  })

  it("is laid out for people", () => {
    expect(writePrettyJson(parseJson('{"a":[1,{}]}'))).toBe('{\n  "a" : [\n    1,\n    { }\n  ]\n}')
  })
})

describe("filterPath", () => {
  const value = parseJson('{"a":{"b":1,"c":2},"l":[{"b":3},{"d":4}],"b":5}')
  it.each([
    ["a.b", '{"a":{"b":1}}'],
    ["*.b", '{"a":{"b":1},"l":[{"b":3}]}'],
    ["l.b,b", '{"l":[{"b":3}],"b":5}'],
    ["**.b", '{"a":{"b":1},"l":[{"b":3}]}'],
    ["-a,-l.b", '{"l":[{"d":4}],"b":5}'],
    ["a,-a.b", '{"a":{"c":2}}']
  ])("%s leaves %s", (expression, left) => {
    expect(writeJson(filterPath(value, expression) ?? null)).toBe(left)
  })

  it("leaves nothing when nothing matches", () => {
    expect(filterPath(value, "nope")).toBeUndefined()
  })
})
