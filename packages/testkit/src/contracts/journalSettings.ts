import { type CamundaVersion, Settings } from "@camunda-backup/core"

/** What the contracts of journal and lease run with. */
export const journalSettings = Settings.make({
  camundaVersion: "8.7.2" as CamundaVersion.CamundaVersion,
  leaseTtl: "3 seconds"
})
