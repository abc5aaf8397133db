// SQL of what only a whole export of a person reads: all messages with what was sent, all runs. Changes nothing.
import type { Person, Queryable } from './person.ts'

type After<Id> = { readonly after: Id; readonly limit: number }

/** A message with what was asked for and, where it is kept, what left. */
export type PersonMessage = {
  readonly id: number
  readonly channel: string
  readonly topic: string | null
  readonly state: string
  readonly reason: string | null
  readonly address: string | null
  readonly created_at: number
  readonly request: string
  readonly content: Buffer | null
}

/** Messages of a person, the oldest first. */
export async function messagesOfPerson(
  client: Queryable,
  { workspaceId, ids }: Person,
  { after, limit }: After<number>,
): Promise<readonly PersonMessage[]> {
  const { rows } = await client.query<PersonMessage>(
    `select m.id, m.channel, m.topic, m.state, m.reason, m.address, m.created_at, m.request, c.content
     from message m left join message_content c on c.message_id = m.id
     where m.workspace_id = $1 and m.customer_id = any($2::bigint[]) and m.id > $3 order by m.id limit $4`,
    [workspaceId, ids, after, limit],
  )
  return rows
}

/** A passage through a flow. `state`: JSON text with the path. */
export type PersonRun = {
  readonly id: string
  readonly flow_name: string
  readonly version: number
  readonly key: string
  readonly started_at: number
  readonly step: string
  readonly ended_at: number | null
  readonly reason: string | null
  readonly state: string
}

/** Passages of a person through flows, by id. */
export async function runsOfPerson(
  client: Queryable,
  { workspaceId, ids }: Person,
  { after, limit }: After<string>,
): Promise<readonly PersonRun[]> {
  const { rows } = await client.query<PersonRun>(
    `select r.id, coalesce(f.name, r.flow_id) as flow_name, r.version, r.key, r.started_at, r.step, r.ended_at, r.reason, r.state
     from run r left join flow f on f.id = r.flow_id and f.workspace_id = r.workspace_id
     where r.workspace_id = $1 and r.customer_id = any($2::bigint[]) and r.id > $3 order by r.id limit $4`,
    [workspaceId, ids, after, limit],
  )
  return rows
}
