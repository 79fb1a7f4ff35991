import type { FidelityCase } from "../Call.ts"
import { aliasCases } from "./aliasCases.ts"
import { catCases } from "./catCases.ts"
import { clusterCases } from "./clusterCases.ts"
import { clusterStateCases } from "./clusterStateCases.ts"
import { documentCases } from "./documentCases.ts"
import { indexCases } from "./indexCases.ts"
import { keptCases } from "./keptCases.ts"
import { repositoryCases } from "./repositoryCases.ts"
import { restoreCases } from "./restoreCases.ts"
import { clusterFactCases } from "./clusterFactCases.ts"
import { damageCases } from "./damageCases.ts"
import { restoreMarkCases } from "./restoreMarkCases.ts"
import { restoreTimeCases } from "./restoreTimeCases.ts"
import { searchCases } from "./searchCases.ts"
import { snapshotCloneCases } from "./snapshotCloneCases.ts"
import { snapshotCreateCases } from "./snapshotCreateCases.ts"
import { snapshotDeleteCases } from "./snapshotDeleteCases.ts"
import { snapshotListCases } from "./snapshotListCases.ts"
import { snapshotNameCases } from "./snapshotNameCases.ts"
import { snapshotPageCases } from "./snapshotPageCases.ts"
import { snapshotStatusCases } from "./snapshotStatusCases.ts"
import { blockCases } from "./blockCases.ts"
import { fieldCases } from "./fieldCases.ts"
import { getCases } from "./getCases.ts"
import { limitCases } from "./limitCases.ts"
import { mappingCases } from "./mappingCases.ts"
import { statsCases } from "./statsCases.ts"
import { templateCases } from "./templateCases.ts"
import { writeCases } from "./writeCases.ts"
import { wildcardCases } from "./wildcardCases.ts"

export const fidelityCases: readonly FidelityCase[] = [
  ...repositoryCases,
  ...snapshotCreateCases,
  ...snapshotNameCases,
  ...snapshotListCases,
  ...snapshotPageCases,
  ...snapshotStatusCases,
  ...snapshotDeleteCases,
  ...snapshotCloneCases,
  ...restoreCases,
  ...clusterFactCases,
  ...damageCases,
  ...restoreMarkCases,
  ...restoreTimeCases,
  ...indexCases,
  ...wildcardCases,
  ...aliasCases,
  ...documentCases,
  ...clusterCases,
  ...clusterStateCases,
  ...catCases,
  ...blockCases,
  ...fieldCases,
  ...getCases,
  ...mappingCases,
  ...statsCases,
  ...templateCases,
  ...writeCases,
  ...searchCases,
  ...limitCases,
  ...keptCases
]
