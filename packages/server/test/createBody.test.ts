/** The body of a create of `/api/v1`: what is accepted, and in which words the rest is refused. */
import { Option, Result } from "effect"
import { describe, expect, it } from "vitest"
import { decodeCreateBody } from "../src/http/decodeApi.ts"

const both = ["operate", "tasklist"]
const most = "9223372036854775807"

const read = (body: string) =>
  Result.match(decodeCreateBody(body), {
    onSuccess: ({ backupId, components }) => [components, Option.getOrNull(Option.map(backupId, String))],
    onFailure: (error) => `${error._tag}: ${error.message}`
  })

const componentsWrong = "components must be an array of operate or tasklist, each at most once"
const idWrong = "backupId must be digits in a string, or left out"

describe("the body of a create", () => {
  it.each<[body: string, components: ReadonlyArray<string>, backupId: string | null]>([
    ["", both, null],
    [" \n", both, null],
    ["{}", both, null],
    [`{"components": ["tasklist"]}`, ["tasklist"], null],
    [`{"components": ["tasklist", "operate"]}`, both, null],
    [`{"backupId": null}`, both, null],
    [`{"backupId": "12"}`, both, "12"],
    [`{"backupId": 12}`, both, "12"],
    [`{"backupId": ${most}}`, both, most],
    [`{"backupId": "${most}", "components": ["operate"]}`, ["operate"], most],
    [`// by hand\n{"backupId": "0"}`, both, "0"]
  ])("accepts %j", (body, components, backupId) => {
    expect(read(body)).toEqual([components, backupId])
  })

  it.each([
    ["[]", "it must be an object"],
    ["null", "it must be an object"],
    ["12", "it must be an object"],
    [`"operate"`, "it must be an object"],
    ["true", "it must be an object"],
    [`{"component": ["operate"]}`, "there is no component; known: components, backupId"],
    [`{"backupID": "12"}`, "there is no backupID; known: components, backupId"],
    [`{"text": 1, "components": 5}`, "there is no text; known: components, backupId"],
    [`{"__proto__": {}}`, "there is no __proto__; known: components, backupId"],
    [`{"constructor": 1}`, "there is no constructor; known: components, backupId"],
    [`{"components": []}`, componentsWrong],
    [`{"components": null}`, componentsWrong],
    [`{"components": "operate"}`, componentsWrong],
    [`{"components": 5}`, componentsWrong],
    [`{"components": ["operate", "operate"]}`, componentsWrong],
    [`{"components": ["optimize"]}`, componentsWrong],
    [`{"components": [1]}`, componentsWrong],
    [`{"components": {"0": "operate", "length": 1}}`, componentsWrong],
    [`{"backupId": "x", "components": []}`, componentsWrong],
    [`{"backupId": true}`, idWrong],
    [`{"backupId": ["12"]}`, idWrong],
    [`{"backupId": {"text": "12"}}`, idWrong]
  ])("refuses %j", (body, reason) => {
    expect(read(body)).toMatch(/^BodyInvalid: /)
    expect(read(body)).toContain(reason)
  })

  it.each(["", "x", " 12", "+12", "1e3", "12.0", "9223372036854775808", "-1"])(
    "refuses the id %j as an id",
    (id) => {
      const error = Result.getOrThrow(Result.flip(decodeCreateBody(JSON.stringify({ backupId: id }))))
      expect(error).toMatchObject({ _tag: "InvalidBackupId", received: id, negative: id === "-1" })
    }
  )

  it.each(["1e3", "12.5", "9223372036854775808", "-1"])("refuses the number %s as an id", (id) => {
    const error = Result.getOrThrow(Result.flip(decodeCreateBody(`{"backupId": ${id}}`)))
    expect(error).toMatchObject({ _tag: "InvalidBackupId", received: id, negative: id === "-1" })
  })

  it("refuses what is not JSON", () => {
    expect(read("{")).toMatch(/^BodyMalformed: /)
  })
})
