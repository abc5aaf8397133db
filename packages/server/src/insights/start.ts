// Puts the operations on insights together. Holds no rules.
import { ticketSystems } from '../adapters/tickets/index.ts'
import type { Api } from '../base/operation.ts'
import { feedbackRoutes } from '../feedback/routes.ts'
import { feedDeliveryRoutes } from './feeds/delivery-routes.ts'
import { feedRoutes } from './feeds/routes.ts'
import { insightLinkRoutes } from './link-routes.ts'
import { insightListRoutes } from './list-routes.ts'
import { insightPictureRoutes } from './picture-routes.ts'
import { createReaches } from './reach.ts'
import { insightRoutes } from './routes.ts'
import { insightSettingRoutes } from './settings-routes.ts'
import { insightSheetRoutes } from './sheet-routes.ts'
import { ticketConnectionRoutes } from './tickets/connection-routes.ts'
import { ticketRoutes } from './tickets/routes.ts'
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
  ticketRoutes(api, reaches)
  ticketConnectionRoutes(api, ticketSystems)
  feedRoutes(api)
  feedbackRoutes(api, reaches)
  feedDeliveryRoutes(api)
}
