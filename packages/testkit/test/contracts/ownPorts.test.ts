import { type CamundaVersion, layerMemory, MemoryElasticsearch, Settings } from "@camunda-backup/core"
import { ManagedRuntime } from "effect"
import { journalContract } from "../../src/contracts/journalContract.ts"
import { leaseContract } from "../../src/contracts/leaseContract.ts"

const settings = Settings.make({ camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion })
const memory = () => layerMemory(MemoryElasticsearch.make("r", { indices: [], aliases: [] }), settings)

journalContract("memory", () => Promise.resolve(ManagedRuntime.make(memory())))
leaseContract("memory", memory(), settings.leaseTtlMillis)
