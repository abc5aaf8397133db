// Operations on the words a company agreed on: thin.
import { textsOf } from '@lotse/core/atlas'
import { cursorOf, positionOf } from '../base/cursor.ts'
import { type Api, read, write } from '../base/operation.ts'
import { ownersAsked } from '../base/ownership.ts'
import { changeFrom } from './change.ts'
import { showChange } from './presenter.ts'
import { flaggedRecords, replacingEdits } from './terms.ts'

/** Registers the operations. */
export function atlasTermRoutes(api: Api): void {
  read(api, 'listTermFlags', async ({ db, caller, query: { ownerId, journey, cursor, limit } }) => {
    const [after] = positionOf(cursor, 'string') ?? ['']
    const filter = { words: [], journey, owners: await ownersAsked(db, caller, ownerId) }
    const { items, next } = await flaggedRecords(db, caller.workspaceId, { filter, after, limit })
    const shown = items.map(({ record: { id, kind, journey: within, fields }, faults }) => ({
      id,
      kind,
      name: textsOf(fields['name']),
      journey: within,
      faults: [...faults],
    }))
    return { items: shown, next: next === null ? null : cursorOf([next]) }
  })

  write(api, 'replaceTerm', async ({ db, caller, params, body, now, changed }) => {
    const { id, by } = body
    const edits = () => replacingEdits(db, caller.workspaceId, { old: params.id, by })
    const change = await changeFrom({ db, caller, now }, { id, ownerId: null }, edits)
    changed({ by, edits: change.edits.length })
    return showChange(change)
  })
}
