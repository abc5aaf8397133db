// Journeys as a list shows them. Thin.
import { wordsOf } from '@lotse/core/understand'
import { listJourneys } from '../adapters/store/atlas-journeys.ts'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { instantOf } from '../base/ids.ts'
import { type Api, read } from '../base/operation.ts'
import { ownersAsked } from '../base/ownership.ts'
import { showRecord } from './presenter.ts'

/** Registers the operations. */
export function atlasJourneyRoutes(api: Api): void {
  read(api, 'listJourneys', async ({ db, caller, query: { find, state, ownerId, uses, cursor, limit } }) => {
    const owners = await ownersAsked(db, caller, ownerId)
    const filter = { words: find === undefined ? [] : wordsOf(find), state, owners, uses }
    const before = positionOf(cursor, 'number', 'string')
    const rows = await listJourneys(db, caller.workspaceId, { filter, before, limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const items = rows.slice(0, limit).map(({ phases, steps, touchedAt, ...record }) => ({
      ...showRecord(record),
      phases,
      steps,
      touchedAt: instantOf(touchedAt),
    }))
    return { items, next: last ? cursorOf([last.touchedAt, last.id]) : null }
  })
}
