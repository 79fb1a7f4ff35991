import { layerJournalElasticsearch, layerJournalMemory, MemoryDocuments } from "@camunda-backup/core"
import { Duration, ManagedRuntime } from "effect"
import { afterAll } from "vitest"
import { journalContract } from "../../src/contracts/journalContract.ts"
import { journalSettings } from "../../src/contracts/journalSettings.ts"
import { leaseContract } from "../../src/contracts/leaseContract.ts"
import { startEmulator } from "../../src/index.ts"

const emulator = await startEmulator()
afterAll(emulator.close)

const documents = MemoryDocuments.make()
const memory = () => layerJournalMemory(documents, journalSettings)
const emulated = () => layerJournalElasticsearch({ urls: [emulator.url] }, journalSettings)

journalContract("memory", () => Promise.resolve(ManagedRuntime.make(memory())))
journalContract("the emulator", () => Promise.resolve(ManagedRuntime.make(emulated())))
leaseContract("memory", memory, Duration.toMillis(journalSettings.leaseTtl))
leaseContract("the emulator", emulated, Duration.toMillis(journalSettings.leaseTtl))
