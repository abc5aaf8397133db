// Operations on messages that a restore held. What a decision does to a message stands in the outbox.
import { decideHeld, heldMessages } from '../adapters/store/attention.ts'
import { holdOf } from '../adapters/store/keeping/hold.ts'
import { bigId, instantOrNull } from '../base/ids.ts'
import { type Api, type EffectCall, effect, read } from '../base/operation.ts'

/** Messages that one call decides about. */
const DECIDED_MAX = 10_000

/** Registers the operations. */
export function heldMessageRoutes(api: Api): void {
  read(api, 'getHeldMessages', async ({ world, caller }) => {
    const hold = await holdOf(world.pool)
    return {
      count: await heldMessages(world.pool, caller.workspaceId, DECIDED_MAX),
      since: instantOrNull(hold?.since ?? null),
      until: instantOrNull(hold?.until ?? null),
    }
  })
  effect(api, 'releaseHeldMessages', (call) => decide(call, 'release'))
  effect(api, 'discardHeldMessages', (call) => decide(call, 'discard'))
}

async function decide(
  { world, caller, body, now }: EffectCall<'releaseHeldMessages' | 'discardHeldMessages'>,
  signal: 'release' | 'discard',
): Promise<{ count: number }> {
  const ids = body.ids?.map(bigId) ?? null
  const wish = { workspaceId: caller.workspaceId, ids, now, limit: DECIDED_MAX }
  return { count: await decideHeld(world.pool, signal, wish) }
}
