// All operations on signing in: sessions, the own account, the workspace's rules. Registers them and does nothing else.
import type { Api } from '../base/operation.ts'
import { accountRoutes } from './account-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { sessionRoutes } from './session-routes.ts'

/** Registers the operations. */
export function signInRoutes(api: Api): void {
  sessionRoutes(api)
  accountRoutes(api)
  ruleRoutes(api)
}
