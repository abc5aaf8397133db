// Operations on how long events are kept: rules with what they would remove now. Removes nothing itself.
import { Problem } from '@lotse/core/base'
import type { RetentionRule } from '@lotse/protocol'
import {
  countAged,
  dropRetention,
  putRetention,
  type RetentionRow,
  retentionRules,
} from '../../adapters/store/privacy/retention.ts'
import { instantOrNull } from '../../base/ids.ts'
import { type Api, read, write } from '../../base/operation.ts'
import { agedBy } from './remove.ts'

/** Registers the operations. */
export function retentionRoutes(api: Api): void {
  read(api, 'listRetention', async ({ world, caller }) => {
    const rules = await retentionRules(world.pool, caller.workspaceId)
    return { items: rules.map(shown) }
  })

  read(api, 'previewRetention', async ({ world, caller, query, now }) => {
    const rules = await retentionRules(world.pool, caller.workspaceId)
    return countAged(world.pool, agedBy({ workspaceId: caller.workspaceId, ...query }, rules, now))
  })

  write(api, 'setRetention', async ({ world, db, caller, body, now, changed }) => {
    const { workspaceId } = caller
    const before = await putRetention(db, { workspaceId, ...body, now })
    changed({ event: body.event, days: { before, after: body.days } })
    const known = (await retentionRules(world.pool, workspaceId)).find(({ event }) => event === body.event)
    return shown({ ...NEVER_RAN, workspaceId, changedAt: now, ...known, ...body })
  })

  write(api, 'deleteRetention', async ({ db, caller, body, now, changed }) => {
    const before = await dropRetention(db, { workspaceId: caller.workspaceId, event: body.event, now })
    if (before === undefined) throw new Problem('not_found')
    changed({ event: body.event, days: { before, after: null } })
    return undefined
  })
}

const NEVER_RAN = { deleted: 0, ranAt: null, clearedBefore: null, seenAt: null }

const shown = ({ event, days, deleted, ranAt }: RetentionRow): RetentionRule => ({
  event,
  days,
  deleted,
  ranAt: instantOrNull(ranAt),
})
