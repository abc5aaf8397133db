// The operation that answers why a customer did or did not take a flow. The replay stands in why.ts.
import { bigId } from '../base/ids.ts'
import { type Api, read } from '../base/operation.ts'
import { createTurns } from '../base/turns.ts'
import { whyOf } from './why.ts'

/** A replay reads a customer's whole history and shares the thread with all other answers. */
const LIMITS = { atOnce: 1, waiting: 8, retryAfterS: 5 }

/** Registers the operation. */
export function whyRoutes(api: Api): void {
  const inTurn = createTurns(LIMITS)
  read(api, 'getWhy', ({ world, caller, params }) =>
    inTurn(() =>
      whyOf(world, { workspaceId: caller.workspaceId, customerId: bigId(params.id), flowId: params.flowId }),
    ),
  )
}
