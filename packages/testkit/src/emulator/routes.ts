import { catClusterRoutes } from "./cat/catClusterRoutes.ts"
import { catShardRoutes } from "./cat/catShardRoutes.ts"
import { catTemplateRoutes } from "./cat/catTemplateRoutes.ts"
import { diskRoutes } from "./cluster/diskRoutes.ts"
import { clusterRoutes } from "./cluster/clusterRoutes.ts"
import { rootRoutes } from "./cluster/rootRoutes.ts"
import { stateRoutes } from "./cluster/stateRoutes.ts"
import { documentRoutes } from "./documents/documentRoutes.ts"
import { getRoutes } from "./documents/getRoutes.ts"
import { pointInTimeRoutes } from "./documents/pointInTime.ts"
import { scrollRoutes } from "./documents/scroll.ts"
import { searchRoutes } from "./documents/searchRoutes.ts"
import type { Route } from "./http/Route.ts"
import { typedRoutes } from "./http/typedRoutes.ts"
import { aliasRoutes } from "./indices/aliasRoutes.ts"
import { blockRoutes } from "./indices/blockRoutes.ts"
import { componentRoutes } from "./indices/componentRoutes.ts"
import { catIndicesRoutes } from "./indices/catIndices.ts"
import { indexRoutes } from "./indices/indexRoutes.ts"
import { mappingRoutes } from "./indices/mappingRoutes.ts"
import { recoveryRoutes } from "./indices/recoveryRoutes.ts"
import { settingsRoutes } from "./indices/settingsRoutes.ts"
import { statsRoutes } from "./indices/statsRoutes.ts"
import { templateRoutes } from "./indices/templateRoutes.ts"
import { repositoryRoutes } from "./repositories/repositoryRoutes.ts"
import { cloneRoutes } from "./snapshots/cloneSnapshot.ts"
import { snapshotRoutes } from "./snapshots/snapshotRoutes.ts"

/** Every call that the emulator answers. */
export const routes: readonly Route[] = [
  ...repositoryRoutes,
  ...snapshotRoutes,
  ...cloneRoutes,
  ...rootRoutes,
  ...clusterRoutes,
  ...stateRoutes,
  ...catIndicesRoutes,
  ...catClusterRoutes,
  ...catShardRoutes,
  ...diskRoutes,
  ...catTemplateRoutes,
  ...templateRoutes,
  ...componentRoutes,
  ...aliasRoutes,
  ...recoveryRoutes,
  ...mappingRoutes,
  ...settingsRoutes,
  ...statsRoutes,
  ...indexRoutes,
  ...blockRoutes,
  ...documentRoutes,
  ...getRoutes,
  ...searchRoutes,
  ...pointInTimeRoutes,
  ...scrollRoutes,
  ...typedRoutes
]
