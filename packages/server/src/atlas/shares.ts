// Coming in by a link: the link that a secret opens, slowed down where somebody guesses, and what it shows. Knows no members.
import { picturesOf, sharedRecords } from '@lotse/core/atlas'
import { Problem } from '@lotse/core/base'
import { type AtlasRecord, type Json, type SharedJourney, shareParts, shareRights } from '@lotse/protocol'
import type { FastifyRequest } from 'fastify'
import { recordsById, recordsOfJourney, recordsUsedIn } from '../adapters/store/atlas.ts'
import { listThreads } from '../adapters/store/atlas-comments.ts'
import { insightsConcerning } from '../adapters/store/atlas-insights.ts'
import { type Shared, type ShareRow, shareByHash } from '../adapters/store/atlas-shares.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Pace } from '../adapters/store/tries.ts'
import { hashOf } from '../base/auth.ts'
import { instantOrNull } from '../base/ids.ts'
import { isPassword } from '../base/passwords.ts'
import type { World } from '../base/world.ts'
import { sharedPictureAddress } from '../pictures/shared.ts'
import { beginTries, endTries, type Paced, paced, pacedAddress, STRANGER } from '../sign-in/pace.ts'
import { type PlacedAt, showThreads } from './comments.ts'

/** Threads that a guest is shown. */
const THREADS_MAX = 500
const HOUR_MS = 3_600_000
/** What one network says by one link: enough for a talk, too slow for a flood. */
const TALK: Pace = { free: 30, firstMs: 2000, longestMs: 60_000, forgetMs: HOUR_MS }

/** By what somebody comes. `frame`: names the link within whose frame they are. */
export type Coming = {
  readonly secret: string
  readonly password?: string | undefined
  readonly frame?: string | undefined
}

/**
 * The link of a secret, with its password where it asks for one.
 *
 * @param shares - what it must show.
 * @throws Problem `share.not_valid`, `share.password_needed`, `share.password_wrong`, `auth.too_many_tries`.
 */
export async function shareOf(
  world: World,
  request: FastifyRequest,
  coming: Coming,
  shares: Shared = 'journey',
): Promise<ShareRow> {
  const { secret, password, frame } = coming
  const address = pacedAddress(world, request)
  await beginTries(world, [address])
  const share = await shareByHash(world.db, hashOf(secret), { shares, now: world.clock.now() })
  // What one link allows to frame is that link alone.
  if (share === undefined || (frame !== undefined && share.frame !== frame)) throw new Problem('share.not_valid')
  await endTries(world, [address])
  if (share.passwordHash === null) return share
  if (password === undefined) throw new Problem('share.password_needed', { field: 'password' })
  const guesses = [address, pacedShare(world, share, request)]
  await beginTries(world, guesses)
  if (!(await isPassword(share.passwordHash, password)))
    throw new Problem('share.password_wrong', { field: 'password' })
  await endTries(world, guesses)
  return share
}

function pacedShare(world: World, { id }: ShareRow, request: FastifyRequest): Paced {
  return paced(world, `share ${id} ${request.ip}`, STRANGER)
}

/** Counts what somebody says by a link. @throws Problem `auth.too_many_tries`. */
export async function paceTalk(world: World, { id }: ShareRow, request: FastifyRequest): Promise<void> {
  await beginTries(world, [paced(world, `share talk ${id} ${request.ip}`, TALK)])
}

/** What a link shows (A12). */
export async function journeyOfShare({ db, secrets, clock }: World, share: ShareRow): Promise<SharedJourney> {
  const { journey, rights, opens, expiresAt } = share
  const shown = await shownBy(db, share)
  return {
    journey,
    rights: shareRights.find((one) => one === rights) ?? 'view',
    opens: shareParts.filter((part) => opens.includes(part)),
    expiresAt: instantOrNull(expiresAt),
    records: shown.map(({ id, kind, journey: home, fields }) => ({ id, kind, journey: home, fields })),
    pictures: Object.fromEntries(
      picturesOf(shown).map((id) => [id, sharedPictureAddress(secrets, share, { id, now: clock.now() })]),
    ),
    comments: await commentsOf(db, share, new Set(shown.map(({ id }) => id))),
  }
}

/** Whether a link shows the place of a comment (A12). */
export async function isShown(db: Db, share: ShareRow, { record, lane }: PlacedAt): Promise<boolean> {
  const shown = new Set((await shownBy(db, share)).map(({ id }) => id))
  return shown.has(record) && (lane === null || shown.has(lane))
}

async function shownBy(db: Db, { workspaceId, journey, opens, without }: ShareRow): Promise<AtlasRecord[]> {
  const library = opens.includes('library')
  const inside = await recordsOfJourney(db, workspaceId, journey)
  const used = await recordsUsedIn(db, workspaceId, journey)
  const channels = library ? await channelsOf(db, workspaceId, used) : []
  const records = [...inside, ...used, ...channels]
  const ids = records.map(({ id }) => id)
  const insights = opens.includes('insights') ? await insightsConcerning(db, workspaceId, ids) : []
  return sharedRecords(records, { journey, library, insights, without })
}

/** Channels that touchpoints name and that are not there yet. */
async function channelsOf(db: Db, workspaceId: number, records: readonly AtlasRecord[]): Promise<AtlasRecord[]> {
  const known = new Set(records.map(({ id }) => id))
  const named = records.flatMap(({ kind, fields }) => (kind === 'touchpoint' ? listOf(fields['channels']) : []))
  const missing = [...new Set(named)].filter((id) => !known.has(id))
  return missing.length === 0 ? [] : recordsById(db, workspaceId, missing)
}

const listOf = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : [])

/** What was said where the link shows something. */
async function commentsOf(
  db: Db,
  { workspaceId, journey, opens }: ShareRow,
  shown: ReadonlySet<string>,
): Promise<SharedJourney['comments']> {
  if (!opens.includes('comments')) return []
  const threads = await listThreads(db, workspaceId, { filter: { journey }, before: undefined, limit: THREADS_MAX })
  return showThreads(
    db,
    workspaceId,
    threads.filter(({ record, lane }) => shown.has(record) && (lane === null || shown.has(lane))),
  )
}
