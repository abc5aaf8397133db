// The stage of the permission walk: two workspaces, a member of every role with a session of their own, and units. Only tests use it.
import { randomBytes } from 'node:crypto'
import { type OperationName, type Role, roles } from '@lotse/protocol'
import { hashOf } from '../../../packages/server/src/base/auth.ts'
import { House, type Proof, type Reply } from '../house.ts'

/** Stands in the name of everything in the other workspace; no answer to ours may hold it. */
export const ELSEWHERE = 'Anderswo'

/**
 * Where the thing that a call names lies: in which workspace, whose unit owns it, and who calls. `member`: the caller's id.
 */
export type Place = {
  readonly stage: Stage
  readonly workspace: number
  readonly owner: number
  readonly member: number
  readonly role: Role
  /** Differs with every call. */
  readonly count: number
}

/** Units and a customer of one workspace. */
type Grounds = { readonly workspace: number; readonly unit: number; readonly customer: string; readonly source: number }

export class Stage {
  readonly house: House
  readonly ours: Grounds
  readonly theirs: Grounds
  /** A unit of our workspace that nobody on the stage belongs to. */
  readonly foreignUnit: number
  readonly members = new Map<Role, number>()
  #count = 0

  private constructor(house: House, ours: Grounds, theirs: Grounds, foreignUnit: number) {
    this.house = house
    this.ours = ours
    this.theirs = theirs
    this.foreignUnit = foreignUnit
  }

  static async build(): Promise<Stage> {
    const house = await House.build()
    const ours = await groundsOf(house, house.workspace, 'Ours', house.writeKey)
    const theirs = await groundsOf(house, house.foreignWorkspace, ELSEWHERE, 'wk_elsewhere')
    const stage = new Stage(house, ours, theirs, await insertUnit(house, house.workspace, 'Logistics'))
    for (const role of roles) stage.members.set(role, await stage.#addMember(role))
    return stage
  }

  async #addMember(role: Role): Promise<number> {
    const member = await this.one('insert into member (email, name, created_at) values ($1, $2, 0) returning id', [
      `${role}@walk.example`,
      role,
    ])
    const place = [this.ours.workspace, member]
    await this.sql('insert into membership (workspace_id, member_id, role) values ($1, $2, $3)', [...place, role])
    await this.sql('insert into membership_unit values ($1, $2, $3)', [...place, this.ours.unit])
    return member
  }

  /** A fresh session of the member with a role, just proved. */
  async session(role: Role): Promise<Proof> {
    const secret = randomBytes(32).toString('base64url')
    const { now } = this.house
    await this.sql(
      `insert into session (hash, member_id, workspace_id, created_at, seen_at, fresh_at, expires_at)
       values ($1, $2, $3, $4::bigint, $4::bigint, $4::bigint, $4::bigint + 3600000)`,
      [hashOf(secret), this.members.get(role), this.ours.workspace, now],
    )
    return { cookie: `lotse_session=${secret}` }
  }

  /** A place for one call. */
  place(role: Role, { workspace, owner }: { readonly workspace: number; readonly owner: number }): Place {
    this.#count += 1
    return { stage: this, workspace, owner, role, member: this.members.get(role) ?? 0, count: this.#count }
  }

  /** Calls an operation whose shapes are the fixture's concern. */
  async call(name: OperationName, input: object, headers: Proof): Promise<Reply> {
    return this.house.call(name, input as Parameters<House['call']>[1], headers)
  }

  /** Runs SQL. */
  async sql(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
    return (await this.house.world.pool.query(text, [...values])).rows
  }

  /** Runs SQL that answers one id. */
  async one(text: string, values: readonly unknown[] = []): Promise<number> {
    const [row] = await this.sql(text, values)
    return Number(row?.['id'])
  }

  /** Units and customer of the workspace a place lies in. */
  groundsOf({ workspace }: Place): Grounds {
    return workspace === this.ours.workspace ? this.ours : this.theirs
  }

  close(): Promise<void> {
    return this.house.close()
  }
}

async function insertUnit(house: House, workspace: number, name: string): Promise<number> {
  const { rows } = await house.world.pool.query<{ id: number }>(
    `insert into unit (workspace_id, kind, name, created_at) values ($1, 'department', $2, 0) returning id`,
    [workspace, name],
  )
  return rows[0]?.id ?? 0
}

async function groundsOf(house: House, workspace: number, name: string, writeKey: string): Promise<Grounds> {
  const { pool } = house.world
  await pool.query(
    'insert into source (workspace_id, name, write_key, created_at) values ($1, $2, $3, 0) on conflict do nothing',
    [workspace, name, writeKey],
  )
  const userId = `${name}-anna`
  const batch = [
    { type: 'identify', userId, traits: { name: `${name} Anna`, email: `anna@${name}.example` } },
    { type: 'track', event: `${name} Seen`, userId },
    { type: 'track', event: `${name} Refused` },
  ]
  const reply = await house.send('POST', '/v1/batch', { body: JSON.stringify({ writeKey, batch }) })
  if (reply.status !== 200) throw new Error(`tracking answered ${reply.status}: ${reply.text}`)
  await house.settle()
  const { rows } = await pool.query<{ id: number; source: number }>(
    `select customer_id as id, (select id from source where write_key = $3) as source
     from identity where workspace_id = $1 and kind = 'userId' and value = $2`,
    [workspace, userId, writeKey],
  )
  const unit = await insertUnit(house, workspace, `${name} Unit`)
  return { workspace, unit, customer: String(rows[0]?.id), source: rows[0]?.source ?? 0 }
}
