// How the permission walk calls the operations on tickets and connections to ticket systems. Only tests use it.
import { FIRST_HEALTH, FIRST_MAPPING, FIRST_RULES, firstMemory } from '@lotse/core/insights'
import type { OperationName } from '@lotse/protocol'
import { type Fixture, row } from './fixture.ts'
import type { Place } from './stage.ts'

const mapping = { mode: 'drive', rules: FIRST_RULES, mapping: FIRST_MAPPING, overdueDays: 9, untouchedDays: 9 } as const
const said = { name: 'Tracker', baseUrl: 'https://tickets.example' }

const connection = (place: Place) =>
  row('ticket_connection', {
    version: 1,
    name: '{mark} {count}',
    kind: 'generic',
    base_url: said.baseUrl,
    secret: 'sealed',
    hook_key: '{mark} {count}',
    options: '{}',
    active: 'true',
    mode: 'drive',
    rules: JSON.stringify(FIRST_RULES),
    mapping: JSON.stringify(FIRST_MAPPING),
    overdue_days: 14,
    untouched_days: 7,
    made_at: 0,
    leased_until: 0,
    health: JSON.stringify(FIRST_HEALTH),
    paused_until: 0,
  })(place)

/** An insight of a unit, with its record alone. */
async function insight({ stage, workspace, owner, count }: Place) {
  const id = `walk-ticket-${count}`
  const name = { de: `${workspace === stage.ours.workspace ? 'Unser' : 'Anderswo'} ${count}` }
  await stage.sql(
    `insert into atlas_record (workspace_id, id, kind, fields, owner_id, made_at, changed_at, words) values ($1, $2, 'insight', $3, $4, 0, 0, '')`,
    [workspace, id, JSON.stringify({ name }), owner],
  )
  return { id }
}

/** And one with a ticket. */
const linked =
  (unlinked: number | null = null) =>
  async (place: Place) => {
    const { id } = await insight(place)
    const memory = { status: firstMemory('ticket', 0), title: firstMemory(id, 0), assignee: firstMemory(null, 0) }
    const { id: connected } = await connection(place)
    const { id: link } = await row('ticket_link', {
      insight: id,
      connection_id: String(connected),
      version: 1,
      state: 'linked',
      ref: '{count}',
      key: 'CX-{count}',
      url: 'https://tickets.example/{count}',
      remote_at: 0,
      memory: JSON.stringify(memory),
      seen_work: 0,
      seen_record: 0,
      tries: 0,
      made_at: 0,
      unlinked_at: unlinked,
    })(place)
    return { id, link }
  }
const justInsight = async (place: Place) => ({ id: (await linked()(place)).id })
const conflict = async (place: Place) => {
  const { id, link } = await linked()(place)
  const told = { link_id: String(link), field: 'status', local: 'ticket', remote: 'solved', at: 0 }
  return { id, conflict: (await row('ticket_conflict', told)(place)).id }
}

/** One fixture for each. */
export const ticketFixtures: { readonly [N in OperationName]?: Fixture } = {
  listTicketConnections: {},
  createTicketConnection: { body: { ...said, kind: 'generic', secret: 'x' } },
  changeTicketConnection: { params: connection, body: { ...said, version: 1 } },
  removeTicketConnection: { params: connection },
  restoreTicketConnection: { params: connection },
  checkTicketConnection: { params: connection },
  setTicketMapping: { params: connection, body: { version: 1, ...mapping } },
  listTicketTargets: {},
  setTicketTarget: {
    params: row('unit', { kind: 'team', name: '{mark} target {count}', created_at: 0 }),
    body: { target: null },
  },
  listTickets: {},
  getInsightTicket: { params: justInsight },
  // It was not let through.
  openInsightTicket: { params: insight, body: {}, answers: 409 },
  retryInsightTicket: { params: justInsight, body: { version: 1 } },
  resolveTicketConflict: { params: conflict, body: { version: 1, take: 'local' } },
  unlinkInsightTicket: { params: justInsight, body: { version: 1 } },
  relinkInsightTicket: {
    params: async (place) => ({ id: (await linked(1)(place)).id }),
    body: { version: 1 },
  },
}
