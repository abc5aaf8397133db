// Slows guessing down (RULES.md, SI1-SI6). Counts in the database, so that all processes count together; names nobody there.
import { isIPv6 } from 'node:net'
import { Problem } from '@lotse/core/base'
import type { FastifyRequest } from 'fastify'
import { beginTry, forgetTries, type Pace, takeBackTry } from '../adapters/store/tries.ts'
import type { World } from '../base/world.ts'
import { knownDevice } from './device.ts'

const HOUR_MS = 3_600_000
const PURPOSE = 'sign-in tries'

/** Somebody unknown who tries one account from one network. */
export const STRANGER: Pace = { free: 5, firstMs: 1000, longestMs: 900_000, forgetMs: 2 * HOUR_MS }
/** A browser that has signed in to the account before, and a session that proves again who one is. */
export const DEVICE: Pace = { free: 10, firstMs: 1000, longestMs: 60_000, forgetMs: HOUR_MS }
/** All that comes from one address, whomever it tries. People behind one address share it, so it is wide. */
export const ADDRESS: Pace = { free: 100, firstMs: 1000, longestMs: 60_000, forgetMs: HOUR_MS }
/** Codes tried by strangers who know the password already, from wherever. */
export const CODE: Pace = { free: 5, firstMs: 1000, longestMs: 900_000, forgetMs: 2 * HOUR_MS }
/** Mails with links to one account. */
export const MAIL: Pace = { free: 3, firstMs: 60_000, longestMs: HOUR_MS, forgetMs: 24 * HOUR_MS }

/** A key that is counted, and how fast. */
export type Paced = { readonly key: Buffer; readonly pace: Pace; readonly shared: boolean }

/** A key. Stored as a keyed hash: addresses and e-mails of guessers stand nowhere. `shared`: success of one does not speak for the others. */
export function paced({ secrets }: Pick<World, 'secrets'>, name: string, pace: Pace, shared = false): Paced {
  return { key: Buffer.from(secrets.sign(PURPOSE, name), 'base64url'), pace, shared }
}

/** What counts a try at an account: the known device by itself, else the network at this account; a stranger's address, too. */
export function pacedEntry(world: World, request: FastifyRequest, email: string): readonly Paced[] {
  const device = knownDevice(world, request, email)
  if (device !== null) return [paced(world, `device ${device} ${email}`, DEVICE)]
  return [paced(world, `account ${networkOf(request.ip)} ${email}`, STRANGER), pacedAddress(world, request)]
}

/** What counts a try at nobody's account in particular. */
export function pacedAddress(world: Pick<World, 'secrets'>, request: FastifyRequest): Paced {
  return paced(world, `address ${addressOf(request.ip)}`, ADDRESS, true)
}

/**
 * Counts a try before it is made. Either all keys count it or none.
 *
 * @throws Problem `auth.too_many_tries` where one of them has to wait.
 */
export async function beginTries({ db, clock }: Pick<World, 'db' | 'clock'>, keys: readonly Paced[]): Promise<void> {
  const now = clock.now()
  await db.transaction().execute(async (transaction) => {
    for (const { key, pace } of keys) {
      const waitMs = await beginTry(transaction, key, pace, now)
      if (waitMs > 0) throw new Problem('auth.too_many_tries', { retryAfterS: Math.ceil(waitMs / 1000) })
    }
  })
}

/** The try was right: its keys are forgotten; of a shared one only this try is taken back. */
export async function endTries({ db }: Pick<World, 'db'>, keys: readonly Paced[]): Promise<void> {
  for (const { key, shared } of keys) await (shared ? takeBackTry(db, key) : forgetTries(db, key))
}

/** The try was neither right nor wrong, for something is still missing: it counts as not made, what failed before stays. */
export async function undoTries({ db }: Pick<World, 'db'>, keys: readonly Paced[]): Promise<void> {
  for (const { key } of keys) await takeBackTry(db, key)
}

/** An IPv6 subscriber has at least a /64; an IPv4 address is one. */
const addressOf = (ip: string): string => (isIPv6(ip) ? prefixOf(ip, 4) : ip)
/** Neighbours from whom one guesser could come: a /48 of IPv6, a /24 of IPv4. */
const networkOf = (ip: string): string => (isIPv6(ip) ? prefixOf(ip, 3) : ip.split('.').slice(0, 3).join('.'))

/** The first groups of an IPv6 address, written out. */
function prefixOf(ip: string, groups: number): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return groups === 4 ? mapped : networkOf(mapped)
  const [head = '', tail = ''] = ip.split('%')[0]?.split('::') ?? []
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const middle = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  const whole = ip.includes('::') ? [...front, ...middle, ...back] : front
  return whole
    .slice(0, groups)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
