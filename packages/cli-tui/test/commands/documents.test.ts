/** Every kind of document is written at least once, and is as `docs/schemas` says: `runCli` fails on any other. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { jsonSchemas } from "../../src/cli/output/jsonSchemas.ts"
import { startInstallation } from "../harness/startInstallation.ts"
import { runCli } from "../runCli.ts"

it("writes every kind of document as its schema says", async () => {
  const { emulator, url } = await startInstallation({
    CAMUNDA_BACKUP_SCHEDULE: "0 2 * * *",
    CAMUNDA_BACKUP_RETENTION_KEEP_LAST: "1"
  })
  const folder = mkdtempSync(path.join(tmpdir(), "camunda-backup-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const config = path.join(folder, "config.yaml")
  writeFileSync(config, `contexts:\n  - name: here\n    server: ${url}\n`)

  const environment = { CAMUNDA_BACKUP_CONFIG: config, CAMUNDA_BACKUP_SERVER: url }

  const seen = new Set<string>()
  const in3 = async (words: string): Promise<void> => {
    for (const format of ["json", "jsonl", "yaml"]) await once(`${words} -o ${format}`)
  }
  const once = async (words: string, code = 0): Promise<string> => {
    const ran = await runCli(words, { environment })
    expect(ran.code, `${words}: ${ran.err}`).toBe(code)
    const text = ran.out + ran.err
    for (const [, kind = ""] of text.matchAll(
      /"?apiVersion"?: ?"?camunda-backup\/v1"?,?\s*"?kind"?: ?"?(\w+)/g
    ))
      seen.add(kind)
    return ran.out
  }

  await once("create 7 --description first --label env=prod -o json")
  await in3("wait 7 --refresh 20ms")
  await once("create 8 --wait --refresh 20ms -o jsonl")
  await in3("create 9 --dry-run --label env=prod")
  const hold = emulator.snapshots.hold(/operate_9_.*part_2_/)
  await once("create 9 -o yaml")
  await hold.arrived
  await in3("get 9")
  await in3("cancel 9 --dry-run --component operate")
  await once("cancel 9 --yes --component operate -o jsonl")
  hold.release()
  await once("wait 9 --for finished --refresh 20ms -o json")
  await in3("resume 9 --dry-run --component operate")
  await once("resume 9 --component operate -o yaml")
  await once("wait 9 --refresh 20ms -o jsonl")
  await once("get 10 -o json", 4)
  for (const words of ["list", "attempts 9", "logs 9", "status", "schedule", "retention plan"])
    await in3(words)
  await once("check -o json")
  await once("check -o jsonl")
  await once("schedule pause backup -o json")
  await in3("retention apply --dry-run")

  await in3("restore plan 8 --in-place --unverified --component operate")
  const beside = "restore run 8 --into beside- --component operate --yes"
  await once(`${beside} --wait --refresh 20ms -o json`)
  await once(`${beside} -o json`, 6)
  await once("restore drill 8 --component operate -o json")
  await once("restore status --wait --refresh 20ms -o json")
  const { restores } = JSON.parse(await once("restore list -o json")) as {
    restores: ReadonlyArray<{ readonly id: string }>
  }
  await in3(`restore status ${restores[0]?.id}`)
  await in3("restore status")
  await in3("restore list")

  await in3("delete 7 --dry-run")
  await once("delete 7 8 --yes -o json")
  await once("delete 9 --yes -o jsonl")
  await in3("config show")
  await in3("config contexts")
  await in3("config use-context here")
  await once("version -o jsonl")
  await once("completion bash -o yaml")
  expect(seen).toEqual(new Set(jsonSchemas(true).keys()))
}, 120_000)
