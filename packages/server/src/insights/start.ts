// Puts the operations on insights together. Holds no rules.
import type { Api } from '../base/operation.ts'
import { insightLinkRoutes } from './link-routes.ts'
import { insightListRoutes } from './list-routes.ts'
import { insightPictureRoutes } from './picture-routes.ts'
import { createReaches } from './reach.ts'
import { insightRoutes } from './routes.ts'
import { insightSettingRoutes } from './settings-routes.ts'
import { insightSheetRoutes } from './sheet-routes.ts'
import { insightWorkRoutes } from './work-routes.ts'

/** Registers all operations on what is done about insights. */
export function insightOperations(api: Api): void {
  const reaches = createReaches(api.world)
  insightRoutes(api, reaches)
  insightLinkRoutes(api, reaches)
  insightListRoutes(api, reaches)
  insightPictureRoutes(api)
  insightSheetRoutes(api, reaches)
  insightWorkRoutes(api, reaches)
  insightSettingRoutes(api, reaches)
}
