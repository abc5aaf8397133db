// Feeds as they are read: what stands and who owns it, items, and what a member has seen. Every query names the workspace. Who may read what is decided in core.
import type { FeedGraph, FeedRecord } from '@lotse/core/insights'
import type { AtlasKind } from '@lotse/protocol'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from './members.ts'

type Texts = Readonly<Record<string, string>>

/** Everything that stands and can be news, where it is placed, and what insights concern. */
export async function feedGraph(db: Db, workspaceId: number): Promise<FeedGraph> {
  const { rows: records } = await sql<FeedRecord>`
    select r.id, r.kind, r.journey, r.owner_id as owner from atlas_record r
    left join atlas_record j on j.workspace_id = r.workspace_id and j.id = r.journey
    where r.workspace_id = ${workspaceId} and r.removed_at is null and j.removed_at is null
      and r.kind not in ('placement', 'cell', 'transition', 'lane', 'feeling') order by r.id`.execute(db)
  const { rows: placements } = await sql<{ place: string; item: string }>`
    select coalesce(p.fields->>'step', p.fields->>'phase', p.journey) as place, p.fields->>'item' as item from atlas_record p
    where p.workspace_id = ${workspaceId} and p.kind = 'placement' and p.removed_at is null order by p.id`.execute(db)
  const { rows: concerned } = await sql<{ insight: string; item: string }>`
    select record as insight, item from atlas_use where workspace_id = ${workspaceId} and field = 'concerns' order by record, item`.execute(
    db,
  )
  const byId = new Map(records.map((record) => [record.id, record]))
  const placed = new Map<string, string[]>()
  const concerns = new Map<string, string[]>()
  for (const { insight, item } of concerned) append(concerns, insight, item)
  for (const { item, place } of placements) append(placed, place, item)
  for (const { item, place } of placements) if (byId.get(item)?.kind === 'insight') append(concerns, item, place)
  return { records: byId, placed, concerns }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** An item with the names that it shows. `by`: the member who did it. `unread`: by the one who asks. */
export type FeedItemRow = {
  readonly id: number
  readonly kind: 'alert' | 'answers' | 'move' | 'insight' | 'work'
  readonly at: number
  readonly gatheredAt: number
  readonly unread: boolean
  readonly record: string
  readonly recordKind: AtlasKind
  readonly name: Texts | null
  readonly journey: string | null
  readonly journeyName: Texts | null
  readonly by: string | null
  readonly source: string | null
  readonly customerId: number | null
  readonly facts: Readonly<Record<string, string | number | null>>
}

/** Whose list it is; `memberId` 0: a program, which reads nothing away. `since`: what is older counts as read. */
export type FeedWhose = { readonly workspaceId: number; readonly memberId: number; readonly since: number }

/** Which items. `after`: only what was gathered behind it, and up to `until`. */
export type FeedAsked = {
  readonly records: readonly string[]
  readonly kinds?: readonly string[] | undefined
  readonly unread?: boolean | undefined
  readonly after?: number | undefined
  readonly until?: number | undefined
  readonly before?: readonly [at: number, id: number] | undefined
  readonly limit: number
}

/** The latest that was said about reading an item holds. */
const unread = (since: number) => sql<boolean>`case
  when k.at >= i.gathered_at and k.at >= coalesce(r.read_to, 0) then not k.read
  else i.gathered_at > greatest(coalesce(r.read_to, 0), ${since}) end`

const marks = ({ workspaceId, memberId }: FeedWhose) => sql`
  left join feed_reader r on r.workspace_id = ${workspaceId} and r.member_id = ${memberId}
  left join feed_read k on k.workspace_id = ${workspaceId} and k.member_id = ${memberId} and k.item_id = i.id`

/** Items, the newest first. */
export async function feedItems(db: Db, whose: FeedWhose, asked: FeedAsked): Promise<FeedItemRow[]> {
  const { records, kinds, after, until, before, limit } = asked
  const when: RawBuilder<unknown>[] = [
    sql`i.workspace_id = ${whose.workspaceId}`,
    sql`i.record = any(${[...records]}::text[])`,
    ...(kinds === undefined ? [] : [sql`i.kind = any(${[...kinds]}::text[])`]),
    ...(asked.unread === true ? [unread(whose.since)] : []),
    ...(after === undefined ? [] : [sql`i.gathered_at > ${after}`]),
    ...(until === undefined ? [] : [sql`i.gathered_at <= ${until}`]),
    ...(before === undefined ? [] : [sql`(i.at, i.id) < (${before[0]}::bigint, ${before[1]}::bigint)`]),
  ]
  const { rows } = await sql<FeedItemRow>`
    select i.id, i.kind, i.at, i.gathered_at as "gatheredAt", ${unread(whose.since)} as unread, i.record, a.kind as "recordKind", a.fields->'name' as name,
      a.journey, j.fields->'name' as "journeyName", m.name as by, s.name as source, i.customer_id as "customerId", i.facts
    from feed_item i
      join atlas_record a on a.workspace_id = i.workspace_id and a.id = i.record
      left join atlas_record j on j.workspace_id = i.workspace_id and j.id = a.journey
      left join member m on m.id = (i.facts->>'memberId')::int
      left join source s on s.workspace_id = i.workspace_id and s.id = (i.facts->>'sourceId')::int
      ${marks(whose)}
    where ${sql.join(when, sql` and `)}
    order by i.at desc, i.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many items the member has not seen, and how many of these are alerts. */
export async function countUnread(
  db: Db,
  whose: FeedWhose,
  records: readonly string[],
): Promise<{ readonly unread: number; readonly alerts: number }> {
  const { rows } = await sql<{ unread: number; alerts: number }>`
    select count(*)::int as unread, count(*) filter (where i.kind = 'alert')::int as alerts from feed_item i ${marks(whose)}
    where i.workspace_id = ${whose.workspaceId} and i.gathered_at > ${whose.since} and i.record = any(${[...records]}::text[]) and ${unread(whose.since)}`.execute(
    db,
  )
  return rows[0] ?? { unread: 0, alerts: 0 }
}

/** Up to when a member has seen everything; null: never said. */
export async function readTo(db: Db, { workspaceId, memberId }: Omit<FeedWhose, 'since'>): Promise<number | null> {
  const row = await db
    .selectFrom('feed_reader')
    .select('read_to')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row?.read_to ?? null
}

/** Says up to when a member has seen everything. */
export async function setReadTo(
  db: Db,
  { workspaceId, memberId }: Omit<FeedWhose, 'since'>,
  at: number,
): Promise<void> {
  await db
    .insertInto('feed_reader')
    .values({ workspace_id: workspaceId, member_id: memberId, read_to: at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doUpdateSet({ read_to: at }))
    .execute()
}

/** Says of items that a member has seen them, or has not. */
export async function markItems(
  db: Db,
  { workspaceId, memberId }: Omit<FeedWhose, 'since'>,
  { items, read, at }: { readonly items: readonly number[]; readonly read: boolean; readonly at: number },
): Promise<void> {
  await sql`
    insert into feed_read (workspace_id, member_id, item_id, read, at)
    select ${workspaceId}, ${memberId}, i.id, ${read}, ${at} from feed_item i
    where i.workspace_id = ${workspaceId} and i.id = any(${[...items]}::bigint[])
    on conflict (workspace_id, member_id, item_id) do update set read = excluded.read, at = excluded.at`.execute(db)
}
