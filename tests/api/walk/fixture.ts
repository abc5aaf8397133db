// What the permission walk needs to know of an operation to call it: one line for most. Only tests use it.
import type { FlowDocument } from '@lotse/protocol'
import type { Place } from './stage.ts'

type Given<T> = T | ((place: Place) => T | Promise<T>)
type Values = Readonly<Record<string, unknown>>

/**
 * One operation as the walk calls it. `params`: of a thing made in `place.workspace` and, where units own it, for `place.owner`.
 * `answers`: the status of an allowed call where it is not the operation's own, because the fixture lacks what success needs; the
 * comment beside it says what. `elsewhere`: the status for a thing of another workspace where it is not 404. `after`: mends what the call
 * did to the stage.
 */
export type Fixture = {
  readonly params?: Given<Values>
  readonly query?: Given<Values>
  readonly body?: Given<Values>
  readonly answers?: number
  readonly elsewhere?: number
  readonly after?: (place: Place) => Promise<void>
}

/** The value of a part of a fixture at a place. */
export async function at<T>(part: Given<T> | undefined, place: Place): Promise<T | undefined> {
  return typeof part === 'function' ? (part as (place: Place) => T | Promise<T>)(place) : part
}

/** A flow that can be published. */
export const FLOW: FlowDocument = {
  lotse: 'flow/1',
  name: 'Walked',
  trigger: { event: 'Seen' },
  entry: { rule: 'always' },
  start: 'end',
  steps: [{ id: 'end', kind: 'exit' }],
}

/** A template that can be rendered. */
export const TEMPLATE = {
  lotse: 'template/1',
  name: 'Walked',
  channel: 'email',
  locale: 'en',
  subject: 'Hello',
  body: '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>',
} as const

const markOf = ({ stage, workspace }: Place) => (workspace === stage.ours.workspace ? 'Ours' : 'Anderswo')

/** Makes a flow and answers its parameters. */
export const flow =
  (status: 'draft' | 'published' | 'paused' = 'draft', extra: Values = {}) =>
  async (place: Place): Promise<Values> => {
    const { stage, workspace, owner, count } = place
    const id = `walk-${count}`
    const version = status === 'draft' ? 0 : 1
    await stage.sql(
      `insert into flow (id, workspace_id, name, status, draft, version, owner_id, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, 0, 0)`,
      [id, workspace, `${markOf(place)} ${count}`, status, JSON.stringify(FLOW), version, owner],
    )
    if (version > 0) {
      await stage.sql(
        `insert into flow_version (flow_id, version, workspace_id, document, pins, published_at) values ($1, 1, $2, $3, '{}', 0)`,
        [id, workspace, JSON.stringify(FLOW)],
      )
      await stage.sql(
        `insert into catalog_change (workspace_id, effective_at, flow_id, version, action) values ($1, 0, $2, 1, 'publish')`,
        [workspace, id],
      )
    }
    return { id, ...extra }
  }

/** Makes a template and answers its parameters. */
export async function template({ stage, workspace, owner, count }: Place): Promise<Values> {
  const values = [workspace, `walk-${count}`, JSON.stringify(TEMPLATE), owner]
  await stage.sql(
    'insert into template (workspace_id, key, version, document, created_at, owner_id) values ($1, $2, 1, $3, 0, $4)',
    values,
  )
  return { key: `walk-${count}` }
}

/** Makes a message in a state and answers its parameters. */
export const message =
  (state: string) =>
  async (place: Place): Promise<Values> => {
    const { stage, workspace, count } = place
    const id = await stage.one(
      `insert into message (key, workspace_id, customer_id, channel, state, created_at, due_at, request)
       values ($1, $2, $3, 'email', $4, 0, 0, '{}') returning id`,
      [`${markOf(place)}-${count}`, workspace, stage.groundsOf(place).customer, state],
    )
    return { id: String(id) }
  }

/** Makes a member of the place's workspace, or one who has left it, and answers their parameters. */
export const somebody =
  (state: 'standing' | 'former' = 'standing') =>
  async ({ stage, workspace, count }: Place): Promise<Values> => {
    const id = await stage.one('insert into member (email, name, created_at) values ($1, $1, 0) returning id', [
      `somebody-${count}@walk.example`,
    ])
    if (state === 'standing')
      await stage.sql(`insert into membership (workspace_id, member_id, role) values ($1, $2, 'viewer')`, [
        workspace,
        id,
      ])
    else
      await stage.sql(`insert into former_membership values ($1, $2, '{viewer}', '{}', 0, $3)`, [
        workspace,
        id,
        stage.house.now,
      ])
    return { id: String(id) }
  }

/** Makes the caller a member again who left. */
export async function comeBack({ stage, workspace, member, role }: Place): Promise<void> {
  const place = [workspace, member]
  await stage.sql('insert into membership (workspace_id, member_id, role) values ($1, $2, $3) on conflict do nothing', [
    ...place,
    role,
  ])
  await stage.sql('insert into membership_unit values ($1, $2, $3) on conflict do nothing', [...place, stage.ours.unit])
}

/** The customer of the place's workspace. */
export const customer = (place: Place): Values => ({ id: place.stage.groundsOf(place).customer })

/**
 * Makes a row of a table that has a number as its id, and answers its parameters.
 *
 * @param columns - besides `workspace_id`; a text may hold `{mark}`, which names the workspace, and `{count}`, which differs.
 */
export const row =
  (table: string, columns: Readonly<Record<string, string | number | null | Buffer>> = {}) =>
  async (place: Place): Promise<Values> => {
    const filled = Object.values(columns).map((value) =>
      typeof value === 'string'
        ? value.replace('{mark}', markOf(place)).replace('{count}', String(place.count))
        : value,
    )
    const names = ['workspace_id', ...Object.keys(columns)]
    const values = [place.workspace, ...filled]
    const id = await place.stage.one(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
      values,
    )
    return { id: String(id) }
  }
