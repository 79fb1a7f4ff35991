import { Option } from "effect"
import { describe, expect, it } from "vitest"
import { CoreEnvironment, Quantities, Variables } from "../../src/index.ts"
import { Result } from "effect"

const problems = (x: Variables.Environment): ReadonlyArray<string> => {
  const result = CoreEnvironment.read(x)
  return Result.isFailure(result) ? result.failure : []
}

describe("times", () => {
  it.each([
    ["CAMUNDA_BACKUP_REQUEST_TIMEOUT", "30d", "from 10ms to 1d"],
    ["CAMUNDA_BACKUP_REQUEST_TIMEOUT", "1ms", "from 10ms to 1d"],
    ["CAMUNDA_BACKUP_REQUEST_TIMEOUT", "0s", "from 10ms to 1d"],
    ["CAMUNDA_BACKUP_PART_TIMEOUT", "30d", "to 7d"],
    ["CAMUNDA_OPERATE_BACKUP_SNAPSHOTTIMEOUT", "2592000", "to 7d"],
    ["CAMUNDA_BACKUP_RETRY_BUDGET", "25d", "to 1d"],
    ["CAMUNDA_BACKUP_MASTER_TIMEOUT", "1h", "to 10m"],
    ["CAMUNDA_BACKUP_STALL_AFTER", "30d", "to 7d"],
    ["CAMUNDA_BACKUP_LEASE_TTL", "10ms", "from 1s"],
    ["CAMUNDA_BACKUP_RESUME_WITHIN", "400d", "to 7d"],
    ["CAMUNDA_BACKUP_READ_MAX_AGE", "2m", "to 1m"],
    ["CAMUNDA_BACKUP_READ_MAX_AGE", "99999999999999d", "to 1m"]
  ])("%s=%s is refused", (name, value, bounds) => {
    const [problem, ...more] = problems({ [name]: value })
    expect(more).toEqual([])
    expect(problem).toContain(`${name}: expected a time ${bounds.startsWith("to") ? "from " : ""}`)
    expect(problem).toContain(bounds)
  })

  it("every time may be its least and its greatest", () => {
    for (const [name, { least, most }] of Object.entries(Variables.bounds))
      for (const millis of [least, most])
        expect(problems({ [`CAMUNDA_BACKUP_${name}`]: Quantities.exactDuration(millis) })).toEqual([])
  })

  it("no greatest time is longer than a timer can hold", () => {
    for (const { least, most } of Object.values(Variables.bounds)) {
      expect(most).toBeLessThan(2 ** 31)
      expect(least).toBeLessThan(most)
    }
  })
})

describe("Kubernetes service links", () => {
  const link = "tcp://10.96.0.1:9600"

  it.each([link, "udp://10.96.0.1:53", "sctp://10.0.0.1:1", "tcp://[fd00::1]:9600"])(
    "a port of %s is nobody's setting, and said once",
    (value) => {
      const variables = Variables.make({ CAMUNDA_BACKUP_PORT: value })
      expect(Option.isNone(variables.text("CAMUNDA_BACKUP_PORT"))).toBe(true)
      expect(Option.isNone(variables.text("CAMUNDA_BACKUP_PORT"))).toBe(true)
      expect(variables.problems).toEqual([])
      expect(variables.notes).toHaveLength(1)
      expect(variables.notes[0]).toContain("CAMUNDA_BACKUP_PORT")
      expect(variables.notes[0]).toContain("enableServiceLinks: false")
    }
  )

  it("contradicts nothing", () => {
    const variables = Variables.make({ CAMUNDA_BACKUP_PORT: link, MANAGEMENT_SERVER_PORT: "9601" })
    expect(variables.text("CAMUNDA_BACKUP_PORT", "MANAGEMENT_SERVER_PORT")).toEqual(Option.some("9601"))
    expect(variables.problems).toEqual([])
  })

  it("is refused where it is not the port of a service", () => {
    expect(problems({ CAMUNDA_BACKUP_REPOSITORY: link })).toHaveLength(1)
  })
})
