// Puts the operations on insights together. Holds no rules.
import type { Api } from '../base/operation.ts'
import { feedDeliveryRoutes } from './feeds/delivery-routes.ts'
import { feedRoutes } from './feeds/routes.ts'
import { createReaches } from './reach.ts'
import { insightRoutes } from './routes.ts'
import { insightSettingRoutes } from './settings-routes.ts'
import { insightWorkRoutes } from './work-routes.ts'

/** Registers all operations on what is done about insights. */
export function insightOperations(api: Api): void {
  const reaches = createReaches(api.world)
  insightRoutes(api, reaches)
  insightWorkRoutes(api, reaches)
  insightSettingRoutes(api, reaches)
  feedRoutes(api)
  feedDeliveryRoutes(api)
}
