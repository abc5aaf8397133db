// Journeys that are open, changes of them and what others do meanwhile: thin. What edits mean is decided in core, who may do them in owning.
import { Problem } from '@lotse/core/base'
import type { AtlasGuest } from '@lotse/protocol'
import { changesAfter, lastChange, recordsById, recordsOfJourney, recordsUsedIn } from '../adapters/store/atlas.ts'
import type { Db } from '../adapters/store/members.ts'
import { type Api, read, stream, write } from '../base/operation.ts'
import { ownerOfNew } from '../base/ownership.ts'
import { createPoller, type Poller } from '../base/poller.ts'
import { doChange, undoChange } from './change.ts'
import { createPresence, type Presence, type Watcher, windowOf } from './presence.ts'
import { showChange, showRecord } from './presenter.ts'

const EVERY_MS = 300
const CHANGES_MAX = 500
/** What no journey is. */
const LIBRARY = ''

/** Registers the operations. */
export function atlasRoutes(api: Api): void {
  read(api, 'openJourney', async ({ db, caller: { workspaceId }, params }) => {
    // Records and the place of the last change in them must be of one moment.
    const { seq, records } = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((one) => opened(one, workspaceId, params.id))
    if (!records.some(({ id, kind }) => id === params.id && kind === 'journey')) throw new Problem('not_found')
    return { seq, records: records.map(showRecord) }
  })

  write(api, 'changeAtlas', async ({ db, caller, body, now, changed }) => {
    const makes = body.edits.some((edit) => edit.do === 'make' && edit.journey === null)
    const ownerId = makes ? await ownerOfNew(db, caller, { action: 'atlas.edit', wished: body.ownerId }) : null
    const change = await doChange({ db, caller, now }, { ...body, ownerId })
    changed({ edits: change.edits.length, records: [...new Set(change.edits.map(({ id }) => id))].slice(0, 20) })
    return showChange(change)
  })

  write(api, 'undoChange', async ({ db, caller, params, body, now, changed }) => {
    const change = await undoChange({ db, caller, now }, { of: params.id, id: body.id })
    changed({ edits: change.edits.length, undoes: params.id })
    return showChange(change)
  })

  const presence = createPresence(api.world)
  read(api, 'tellPlace', async ({ db, caller, params, body }) => {
    const [record] = await recordsById(db, caller.workspaceId, [params.id])
    if (record?.kind !== 'journey') throw new Problem('not_found')
    const { workspaceId, memberId, name } = caller
    const guest = { ...body, memberId: memberId === null ? null : String(memberId), name }
    await presence.tell({ workspaceId, journey: params.id }, guest)
    return undefined
  })
  watchRoute(api, presence)
}

async function opened(db: Db, workspaceId: number, journey: string) {
  const seq = await lastChange(db, workspaceId)
  const inside = await recordsOfJourney(db, workspaceId, journey)
  return { seq, records: [...inside, ...(await recordsUsedIn(db, workspaceId, journey))] }
}

/** Asks once for everybody whether there is anything new; each stream then reads what it has not told yet. */
function watchRoute(api: Api, presence: Presence): void {
  const { world } = api
  const pollers = new Map<number, Poller<number>>()
  const pollerOf = (workspaceId: number): Poller<number> => {
    const standing = pollers.get(workspaceId)
    if (standing) return standing
    const ask = () => lastChange(world.db, workspaceId)
    const onIdle = () => void pollers.delete(workspaceId)
    const poller = createPoller({ ask, everyMs: EVERY_MS, log: world.log, onIdle })
    pollers.set(workspaceId, poller)
    return poller
  }
  stream(api, 'watchAtlas', async ({ caller, query: { journey = LIBRARY, record, after, window } }, events) => {
    const { workspaceId } = caller
    let told = Number(events.lastEventId ?? after ?? (await lastChange(world.db, workspaceId)))
    let reading = Promise.resolve()
    const catchUp = async (last: number): Promise<void> => {
      while (last > told) {
        const changes = await changesAfter(world.db, workspaceId, { after: told, journey, limit: CHANGES_MAX })
        for (const change of changes) events.send('change', String(change.seq), showChange(change))
        told = changes.length < CHANGES_MAX ? last : (changes.at(-1)?.seq ?? last)
      }
    }
    const hear = (last: number) => {
      reading = reading.then(() => catchUp(last)).catch(() => events.close())
    }
    events.onClose(pollerOf(workspaceId).listen(hear))
    if (window !== undefined) {
      const memberId = caller.memberId === null ? null : String(caller.memberId)
      const own = { window, memberId, name: caller.name }
      const isOther = (guest: AtlasGuest) => windowOf(guest) !== windowOf(own)
      const watcher: Watcher = {
        present: (present) => events.send('change', String(told), { present: present.filter(isOther) }),
        talk: (about) => {
          if (record === undefined || record === about) events.send('change', String(told), { talk: true })
        },
      }
      events.onClose(presence.watch({ workspaceId, journey }, watcher))
      events.onClose(() => presence.leave({ workspaceId, journey }, own))
    }
    hear(await lastChange(world.db, workspaceId))
  })
}
