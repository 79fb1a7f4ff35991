import type { Call, FidelityCase } from "../Call.ts"

const index = (properties: object): Call => [
  "PUT",
  "/a",
  { settings: { number_of_replicas: 0 }, mappings: { properties } }
]

/** Sources as they are written: some are no JSON. */
const documents = (...sources: readonly string[]): readonly Call[] =>
  sources.map((source): Call => ["PUT", "/a/_doc/1", source])

const values = (field: string, ...texts: readonly string[]): readonly Call[] =>
  documents(...texts.map((text) => `{"${field}":${text}}`))

/** What each type of field takes, and what it says to the rest. */
export const fieldCases: readonly FidelityCase[] = [
  {
    name: "fields: whole numbers",
    calls: [
      index({
        l: { type: "long" },
        i: { type: "integer" },
        s: { type: "short" },
        by: { type: "byte" },
        strict: { type: "long", coerce: false },
        lenient: { type: "long", ignore_malformed: true }
      }),
      ...values(
        "l",
        '"x"',
        '"12"',
        "1.7",
        '"1.7"',
        "9223372036854775807",
        "9223372036854775808",
        "1e3",
        "1e30"
      ),
      ...values(
        "l",
        "true",
        '""',
        '" 3 "',
        "null",
        '[1,"x"]',
        "{}",
        '{"a":1}',
        "[]",
        "[[1],2]",
        '"0x10"',
        '"1e2"'
      ),
      ...values("l", '"NaN"', '"9223372036854775808"', '"1e30"', '"1f"', '"+1"', '"-"', '"é"', '"a\\nb"'),
      ...values(
        "i",
        "2147483648",
        '"2147483648"',
        "1.5",
        '"x"',
        '" 3 "',
        "true",
        "{}",
        '""',
        "2147483648.5",
        '"3.7"'
      ),
      ...values("i", "100000000000000000000", '"NaN"'),
      ...values("s", "40000", '"40000"', '"x"', "1.5", "10000000000"),
      ...values("by", "200", '"200"', "false", "1.5", "10000000000"),
      ...values("strict", '"1"', "1.5", "1"),
      ...values("lenient", '"x"', "{}")
    ]
  },
  {
    name: "fields: fractions and booleans",
    calls: [
      index({
        d: { type: "double" },
        f: { type: "float" },
        hf: { type: "half_float" },
        strict: { type: "double", coerce: false },
        b: { type: "boolean" },
        lenient: { type: "boolean", ignore_malformed: true }
      }),
      ...values(
        "d",
        '"x"',
        '"NaN"',
        "1e400",
        "true",
        '""',
        "{}",
        '"1f"',
        '"0x1p3"',
        '" 1 "',
        "1234567890123456789012"
      ),
      ...values("f", '"1e39"', '"x"', "true"),
      ...values("hf", "70000", "1.5"),
      ...values("strict", '"1"', "1.5"),
      ...values("b", '"x"', '"true"', '""', "1", "1.5", "{}", '"True"', '[true,"no"]', '{"a":1}', "null"),
      ...values("lenient", '"x"', "1")
    ]
  },
  {
    name: "fields: dates",
    calls: [
      index({
        dt: { type: "date" },
        day: { type: "date", format: "yyyy-MM-dd" },
        iso: { type: "date", format: "strict_date_optional_time" },
        millis: { type: "date", format: "epoch_millis" },
        lenient: { type: "date", ignore_malformed: true }
      }),
      ...values(
        "dt",
        '"x"',
        '"2020-01-01"',
        '"2020-13-01"',
        "12",
        "1.5",
        "true",
        '""',
        "{}",
        '"2020-01-01 10:00"',
        '"123"'
      ),
      ...values(
        "dt",
        '"2020"',
        '"2020-02-30"',
        '"2020-01-01T25:00:00Z"',
        '"2020-01-01T10:00:00+02:00"',
        '"2020-01"'
      ),
      ...values(
        "dt",
        '"2020-1-1"',
        '"20200101"',
        '"2020-01-01T10"',
        '"2020-01-01T10:00Z"',
        '"2020-01-01T10:00:00,5"'
      ),
      ...values(
        "dt",
        '"2020-W01"',
        '"-1"',
        '"2019-02-29"',
        '"2020-04-31"',
        '"2020-01-32"',
        '"2020-01-01T24:00:00Z"'
      ),
      ...values(
        "dt",
        '"2020-01-01T"',
        '"2020-01-01T10:00:00 UTC"',
        '[1,"x"]',
        '" 2020-01-01"',
        '"12.5"',
        "-12",
        "1e12"
      ),
      ...values("day", '"2020-01-01T00:00:00Z"', "12", '"2020-1-1"', '"2020-01-02"'),
      ...values("iso", '"x"', "12", '"2020-13-01"', '""'),
      ...values("millis", '"x"', '"2020-01-01"', "12"),
      ...values("lenient", '"x"', "{}", '{"a":1}')
    ]
  },
  {
    name: "fields: texts and addresses",
    calls: [
      index({
        k: { type: "keyword" },
        short: { type: "keyword", ignore_above: 3 },
        stored: { type: "keyword", index: false, doc_values: false },
        t: { type: "text", fields: { raw: { type: "keyword" } } },
        ip: { type: "ip" },
        bin: { type: "binary" }
      }),
      ...values(
        "k",
        "{}",
        '{"a":1}',
        '[{"a":1}]',
        "1",
        "true",
        '{"a":{"b":[1,"x",null,true,1.5]}}',
        '[[{"a":1}]]'
      ),
      ...values("k", `"${"é".repeat(20_000)}"`),
      ...values("short", '"abcdef"', `"${"x".repeat(33_000)}"`),
      ...values("stored", `"${"x".repeat(33_000)}"`),
      ...values("t", "{}", "1", '["a",{"b":1}]', '{"a":1}'),
      ...values("ip", '"x"', '"::1"', "1"),
      ...values("bin", "1"),
      ["POST", "/a/_doc", { ip: "nowhere" }]
    ]
  },
  {
    name: "fields: objects, and keys with dots",
    calls: [
      index({
        l: { type: "long" },
        k: { type: "keyword" },
        b: { type: "boolean" },
        dt: { type: "date" },
        o: { properties: { x: { type: "long" } } },
        ne: { type: "nested", properties: { y: { type: "long" } } },
        en: { type: "object", enabled: false }
      }),
      ...values("o", "1", '"x"', "[1]", "null", "[]", '[{"x":1},3]', '{"x":{"y":1}}', '{"x":"q"}'),
      ...values("ne", "1", '[{"y":1},2]', '{"y":"q"}'),
      ...values("en", "1", '{"z":1}'),
      ...documents(
        '{"o.x":"q"}',
        '{"o.x.y":1}',
        '{"l.z":1}',
        '{"k.z":"1"}',
        '{"k.a.b":1}',
        '{"l.a":{"b":1}}'
      ),
      ...documents(
        '{"o.x.z":[1]}',
        '{"b.z":1}',
        '{"dt.z":1}',
        '{"k.a":1,"k":"x"}',
        '{"k":"é","l":"x"}',
        '{\n"l":\n"x"}'
      )
    ]
  },
  {
    name: "fields: new ones",
    calls: [
      index({ l: { type: "long" } }),
      ...documents(
        '{"n1":1}',
        '{"n1":"x"}',
        '{"n2":"2020-01-01"}',
        '{"n2":"zz"}',
        '{"n3":{"a":1}}',
        '{"n3":1}'
      ),
      ...documents('{"n4":true}', '{"n4":"x"}', '{"n5":[1,"x"]}', '{"n6":[{"a":1},2]}'),
      ...documents(
        '{"n8":["2020-01-01","x"]}',
        '{"n9":[1,1.5]}',
        '{"m1":[[1]]}',
        '{"m2":{}}',
        '{"m3":[]}',
        '{"m4":null}'
      ),
      ...documents(
        '{"m5":[null,1]}',
        '{"a.b.c":1,"a":{"d":2}}',
        '{"2020":1}',
        '{"m6":"2020/01/01"}',
        '{"p1":"2020"}'
      ),
      ...documents(
        '{"m7":"2020-01-01 10:00:00"}',
        '{"m8":"2020/01/01 10:00:00"}',
        '{"m9":"2020-01"}',
        '{"p2":1.0}'
      ),
      ...documents('{"p3":99999999999999999999}', '{"p4":9223372036854775807}', '{"p5":[1,"x"],"l":"x"}'),
      ...documents('{"p7":{"a":1},"p7.a":"x"}'),
      ["GET", "/a/_mapping"]
    ]
  },
  {
    name: "fields: names that are none",
    calls: [
      index({ l: { type: "long" } }),
      ...documents(
        '{"":1}',
        '{".":1}',
        '{"..":1}',
        '{"a.":1}',
        '{".a":1}',
        '{"a..b":1}',
        '{"a. .b":1}',
        '{" ":1}'
      ),
      ...documents(
        '{"x":{"":1}}',
        '{"x":{" ":1}}',
        '{"x":{".a":1}}',
        '{"n":1,"":2}',
        '{"n":1,".a":2}',
        '{"n":1," ":2}'
      ),
      ...["_id", "_index", "_source", "_routing", "_version", "_seq_no", "_ignored"].flatMap((name) =>
        values(name, "1")
      ),
      ...values("_id", '{"a":1}', "[1]", "null"),
      ...documents('{"_id.x":1}', '{"x":{"_id":1}}', '{"_all":1}')
    ]
  },
  {
    name: "fields: documents that are no JSON",
    calls: [
      index({ l: { type: "long" } }),
      ...documents(
        '{"a":1} {"b":2}',
        '{"a":1}}',
        '{"a":1},',
        "{} x",
        "[]",
        '"x"',
        "null",
        "nope",
        '{"l":01}',
        '{"l":1,}'
      ),
      ...documents(
        '{"l":x}',
        '{"l" 1}',
        "{'l':1}",
        '{"l":1 "k":2}',
        '{"l":[1,2}',
        '{"l":1',
        '{"l":tru}',
        '{"l":NaN}'
      ),
      ...documents(
        '{"l":-}',
        '{"l":1.}',
        '{"l":1e}',
        '{"l":.5}',
        '{"a":1,"a":2}',
        '{"yy":{"a":1},"yy":2}',
        '{"l":'
      )
    ]
  }
]
