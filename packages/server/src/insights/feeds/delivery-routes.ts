// Operations on how the caller's feed comes to them: thin.
import { isZone, Problem } from '@lotse/core/base'
import { periodAt } from '@lotse/core/insights'
import type { FeedDelivery, FeedLink } from '@lotse/protocol'
import {
  deliveryOf,
  type FeedLinkRow,
  feedLinks,
  insertFeedLink,
  revokeFeedLink,
  writeDelivery,
} from '../../adapters/store/feed-delivery.ts'
import { type Db, workspaceById } from '../../adapters/store/members.ts'
import { standingUnits } from '../../adapters/store/units.ts'
import { type Caller, freshSecret, hashOf } from '../../base/auth.ts'
import { instantOf, instantOrNull, integerId } from '../../base/ids.ts'
import { type Api, read, write } from '../../base/operation.ts'
import { consoleOrigin } from '../../sign-in/origin.ts'
import { feedAddresses } from './links.ts'

const LINKS_MAX = 20
/** Where nothing was said. */
const FIRST = { version: 0, cadence: 'off', hour: 8, alerts: false } as const

/** Registers the operations. */
export function feedDeliveryRoutes(api: Api): void {
  wishRoutes(api)
  linkRoutes(api)
}

function wishRoutes(api: Api): void {
  const canMail = api.world.config.mail !== null
  read(api, 'getFeedDelivery', ({ db, caller }) => shownWish(db, caller, canMail))

  write(api, 'setFeedDelivery', async ({ db, caller, body, now, changed }) => {
    const whose = memberOf(caller)
    if (!isZone(body.zone)) throw new Problem('request.invalid', { field: 'zone' })
    const before = await deliveryOf(db, whose, { lock: true })
    const { version, cadence, hour, zone, alerts } = body
    if (version !== (before?.version ?? 0)) throw new Problem('conflict', { version: before?.version ?? 0 })
    // What was new before the wish is told by nobody; a change of the hour tells no period twice.
    const begun = periodAt(body, now) ?? ''
    const period = before !== undefined && before.period > begun ? before.period : begun
    const toldTo = before === undefined || before.cadence === 'off' ? now : before.toldTo
    const alertedTo = before?.alerts ? before.alertedTo : now
    const row = { version: version + 1, cadence, hour, zone, alerts, period, toldTo, alertedTo }
    if (!(await writeDelivery(db, whose, row))) throw new Problem('conflict', { version: version + 1 })
    changed({
      cadence: { before: before?.cadence ?? 'off', after: cadence },
      alerts: { before: before?.alerts ?? false, after: alerts },
    })
    return shownWish(db, caller, canMail)
  })
}

async function shownWish(db: Db, { workspaceId, memberId }: Caller, mail: boolean): Promise<FeedDelivery> {
  const row = memberId === null ? undefined : await deliveryOf(db, { workspaceId, memberId })
  if (row === undefined) return { ...FIRST, zone: (await workspaceById(db, workspaceId))?.zone ?? 'UTC', mail }
  const { version, cadence, hour, zone, alerts } = row
  return { version, cadence, hour, zone, alerts, mail }
}

/** A program has no address and leaves nothing behind. @throws Problem `auth.forbidden`. */
function memberOf({ workspaceId, memberId }: Caller) {
  if (memberId === null) throw new Problem('auth.forbidden')
  return { workspaceId, memberId }
}

function linkRoutes(api: Api): void {
  read(api, 'listFeedLinks', async ({ db, caller: { workspaceId, memberId } }) => ({
    items: memberId === null ? [] : (await feedLinks(db, { workspaceId, memberId })).map(showLink),
  }))

  write(api, 'createFeedLink', async ({ world, db, caller, body, request, now, changed }) => {
    const whose = memberOf(caller)
    const unitId = body.unitId === null ? null : await knownUnit(db, whose.workspaceId, body.unitId)
    if ((await feedLinks(db, whose)).length >= LINKS_MAX) throw new Problem('feed.too_many_links', { max: LINKS_MAX })
    const secret = freshSecret()
    const row = await insertFeedLink(db, whose, { name: body.name, unitId, hash: hashOf(secret), now })
    if (row === undefined) throw new Error('a feed link was not stored')
    changed({ name: body.name })
    return { ...showLink(row), ...feedAddresses(consoleOrigin(world, request), secret) }
  })

  write(api, 'revokeFeedLink', async ({ db, caller, params, now }) => {
    const { workspaceId, memberId } = caller
    const withdrawn =
      memberId !== null && (await revokeFeedLink(db, { workspaceId, memberId }, { id: integerId(params.id), now }))
    if (!withdrawn) throw new Problem('not_found')
    return undefined
  })
}

async function knownUnit(db: Db, workspaceId: number, text: string): Promise<number> {
  const [id] = await standingUnits(db, workspaceId, [integerId(text)])
  if (id === undefined) throw new Problem('unit.unknown', { field: 'unitId' })
  return id
}

const showLink = ({ id, name, unitId, madeAt, readAt }: FeedLinkRow): FeedLink => ({
  id: String(id),
  name,
  unitId: unitId === null ? null : String(unitId),
  madeAt: instantOf(madeAt),
  readAt: instantOrNull(readAt),
})
