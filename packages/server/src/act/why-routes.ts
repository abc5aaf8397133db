// The operation that answers why a customer did or did not take a flow. The replay stands in why.ts.
import { Problem } from '@lotse/core/base'
import { bigId } from '../base/ids.ts'
import { type Api, read } from '../base/operation.ts'
import { whyOf } from './why.ts'

/** Replays at a time; each reads a customer's whole history. */
const AT_ONCE_MAX = 4

/** Registers the operation. */
export function whyRoutes(api: Api): void {
  let running = 0
  read(api, 'getWhy', async ({ world, caller, params }) => {
    if (running >= AT_ONCE_MAX) throw new Problem('server.unavailable', { retryAfterS: 1 })
    running += 1
    try {
      const { workspaceId } = caller
      return await whyOf(world, { workspaceId, customerId: bigId(params.id), flowId: params.flowId })
    } finally {
      running -= 1
    }
  })
}
