// How mail to each receiving domain fares: the SQL that names a domain, the days, and the figures read back. Counting stands beside the moves.
import { DAY_MS } from '@lotse/core/base'
import type { Db } from './members.ts'

/** The domain of the row's `address`, in small letters; one without an @ counts as `?`. */
export const DOMAIN = `coalesce(nullif(lower(substring(address from '@([^@]*)$')), ''), '?')`

/** The beginning of the day (UTC) of an instant. */
export function dayOf(ms: number): number {
  return ms - (ms % DAY_MS)
}

/** A domain with fewer accepted mails than this may point at one person. */
const RARE_MAX = 20

/** Figures by domain since a day, the domains with most mail first. */
export async function figuresByDomain(
  db: Db,
  workspaceId: number,
  { since, limit }: { readonly since: number; readonly limit: number },
) {
  const top = db
    .selectFrom('delivery_day')
    .select((eb) => ['domain', eb.fn.sum<string>('count').as('total')])
    .where('workspace_id', '=', workspaceId)
    .where('channel', '=', 'email')
    .where('day', '>=', since)
    .where('what', 'in', ['accepted', 'refused', 'bounced', 'dead', 'deferred'])
    .groupBy('domain')
    .orderBy('total', 'desc')
    .orderBy('domain')
    .limit(limit)
  return db
    .with('top', () => top)
    .selectFrom('delivery_day as d')
    .innerJoin('top', 'top.domain', 'd.domain')
    .select((eb) => ['d.domain', 'd.what', eb.fn.sum<string>('d.count').as('count')])
    .where('d.workspace_id', '=', workspaceId)
    .where('d.channel', '=', 'email')
    .where('d.day', '>=', since)
    .groupBy(['d.domain', 'd.what'])
    .execute()
}

/** Figures by day since a day, of all domains together. */
export async function figuresByDay(db: Db, workspaceId: number, since: number) {
  return db
    .selectFrom('delivery_day')
    .select((eb) => ['day', 'what', eb.fn.sum<string>('count').as('count')])
    .where('workspace_id', '=', workspaceId)
    .where('channel', '=', 'email')
    .where('day', '>=', since)
    .groupBy(['day', 'what'])
    .execute()
}

/** Forgets the figures of a domain that so few mails went to that its name may tell who somebody is. */
export async function forgetRareDomain(db: Db, workspaceId: number, domain: string): Promise<void> {
  await db
    .deleteFrom('delivery_day')
    .where('workspace_id', '=', workspaceId)
    .where('domain', '=', domain)
    .where(({ selectFrom, lit, eb }) =>
      eb(
        selectFrom('delivery_day as all')
          .select(({ fn }) => fn.coalesce(fn.sum<number>('all.count'), lit(0)).as('sum'))
          .where('all.workspace_id', '=', workspaceId)
          .where('all.domain', '=', domain)
          .where('all.what', '=', 'accepted'),
        '<',
        RARE_MAX,
      ),
    )
    .execute()
}
