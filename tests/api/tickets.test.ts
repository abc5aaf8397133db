// Tickets of insights through the API and the worker: opened when a person let something through, followed in both directions, explained, resolved.
import { DAY_MS } from '@lotse/core/base'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { TicketStage } from './ticket-stage.ts'

let stage: TicketStage
beforeAll(async () => {
  stage = await TicketStage.build()
}, 60_000)
afterEach(() => {
  stage.remote.mishap = () => null
  stage.remote.ways = {}
  stage.remote.lagMs = 0
})
afterAll(() => stage?.close())

const hows = async (id: string) =>
  Object.fromEntries((await stage.ticket(id)).fields.map(({ field, how }) => [field, how]))

test('[R0.19] [R0.21] TK7 I16 a ticket is opened by itself once a person let the insight through, and never before; the decision is kept', async () => {
  const { stage: company, remote } = stage
  const id = await company.insight()
  const before = remote.tickets.size
  await stage.round()
  await company.move(id, 'cora', { step: 'submit' })
  await stage.round()
  expect([remote.tickets.size, (await stage.ticket(id)).state]).toEqual([before, 'none'])
  await company.decide(id, company.as('wanda'), { verdict: 'accept', reason: 'Large and cheap' })
  await stage.round()
  expect(remote.tickets.size).toBe(before + 1)
  expect(await stage.status(id)).toBe('ticket')
  const ticket = [...remote.tickets.values()].at(-1)
  expect(ticket).toMatchObject({ title: id, status: '1' })
  const { decisions, changes } = await company.whole(id)
  expect(decisions).toMatchObject([{ verdict: 'accept', by: 'wanda', reason: 'Large and cheap', withdrawn: null }])
  expect(changes[0]).toMatchObject({ step: 'openTicket', by: null, reason: ticket?.key })
  // Nobody said where logistics opens tickets.
  const parcel = await company.insight(['parcel'])
  await company.move(parcel, 'cora', { step: 'submit' })
  await company.decide(parcel, company.as('lars'), { verdict: 'accept' })
  await stage.round()
  expect([await stage.status(parcel), remote.tickets.size]).toEqual(['accepted', before + 1])
})

test('TK7 a decision that is taken back before anything was sent opens nothing; a new one does', async () => {
  const { stage: company, remote } = stage
  const id = await stage.accepted()
  remote.mishap = (call) => (call === 'create' ? 'later' : null)
  const before = remote.tickets.size
  await stage.round()
  remote.mishap = () => null
  const { version } = await company.work(id)
  await stage.house.ok('undoInsightWork', { params: { id }, body: { version } }, company.as('wanda'))
  await stage.round()
  expect([remote.tickets.size, (await stage.ticket(id)).state, await stage.status(id)]).toEqual([
    before,
    'dropped',
    'backlog',
  ])
  await company.decide(id, company.as('wanda'), { verdict: 'accept' })
  await stage.round()
  expect([remote.tickets.size, await stage.status(id)]).toEqual([before + 1, 'ticket'])
})

test('[R0.22] [R0.23] TK1 TK6 what is done at the ticket is done at the insight, and the reverse, without anybody doing it twice', async () => {
  const { id, ref } = await stage.ticketed()
  stage.remote.change(ref, { status: '3', assignee: 'Paul' })
  await stage.round()
  expect([await stage.status(id), (await stage.ticket(id)).assignee]).toEqual(['inProgress', 'Paul'])
  // Another status that stands for the same changes nothing here.
  stage.remote.change(ref, { status: '4' })
  await stage.round()
  expect([await stage.status(id), stage.there(ref)]).toEqual(['inProgress', '4'])
  stage.remote.change(ref, { status: '5' })
  await stage.round()
  expect(await stage.status(id)).toBe('solved')
  // And the reverse: it is worked on again, and solved, here.
  expect(await stage.stage.move(id, 'wanda', { step: 'reopen', reason: 'It came back' })).toBe('inProgress')
  await stage.round()
  expect(stage.there(ref)).toBe('3')
  expect(await stage.stage.move(id, 'wanda', { step: 'solve' })).toBe('solved')
  await stage.round()
  expect([stage.there(ref), await hows(id)]).toEqual(['5', { status: 'same', title: 'same', assignee: 'same' }])
  // Proof that it helped is not the ticket's; reopened there, the insight is worked on again.
  expect(await stage.stage.move(id, 'cora', { step: 'verify', reason: 'Half as many' })).toBe('verified')
  await stage.round()
  expect(stage.there(ref)).toBe('5')
  stage.remote.change(ref, { status: '1' })
  await stage.round()
  expect(await stage.status(id)).toBe('ticket')
})

test('TK3 a title goes out; what somebody calls the ticket there stays theirs', async () => {
  const { id, ref } = await stage.ticketed()
  stage.remote.change(ref, { title: 'Ours is called so' })
  await stage.round()
  expect([stage.remote.tickets.get(ref)?.title, await hows(id)]).toMatchObject([
    'Ours is called so',
    { title: 'apart' },
  ])
  await stage.stage.change([{ do: 'set', id, field: 'name', value: { de: 'Neuer Name' } }])
  await stage.round()
  expect(stage.remote.tickets.get(ref)?.title).toBe('Neuer Name')
})

test('TK4 both changed the status: nothing is overwritten, both values are shown, and what is chosen holds on both sides', async () => {
  for (const take of ['local', 'remote'] as const) {
    const { id, ref } = await stage.ticketed()
    await stage.stage.move(id, 'wanda', { step: 'start' })
    stage.remote.change(ref, { status: '5' })
    await stage.round()
    expect([await stage.status(id), stage.there(ref)]).toEqual(['inProgress', '5'])
    const { conflicts, version } = await stage.ticket(id)
    expect(conflicts).toMatchObject([{ field: 'status', local: 'inProgress', remote: 'solved', baseline: 'ticket' }])
    const { items, counts } = await stage.house.ok('listTickets', { query: { show: 'conflicts' } })
    expect([items.map((line) => line.insight), counts.conflicts]).toEqual([[id], 1])
    const params = { id, conflict: conflicts[0]?.id ?? '' }
    const stale = { version: version - 1, take }
    expect((await stage.house.call('resolveTicketConflict', { params, body: stale })).json.code).toBe('conflict')
    await stage.house.ok('resolveTicketConflict', { params, body: { version, take } }, stage.stage.as('wanda'))
    await stage.round()
    const both = take === 'local' ? ['inProgress', '3'] : ['solved', '5']
    expect([await stage.status(id), stage.there(ref)]).toEqual(both)
    expect((await stage.ticket(id)).conflicts).toMatchObject([{ choice: take, by: 'wanda' }])
  }
})

test('TK8 a workflow that leads nowhere is told with what it allows, and followed once it does', async () => {
  const { id, ref } = await stage.ticketed()
  stage.remote.ways = { '1': ['3'] }
  await stage.stage.move(id, 'wanda', { step: 'solve' })
  await stage.round()
  const { failure } = await stage.ticket(id)
  expect(failure).toMatchObject({ field: 'status', wanted: 'solved', kind: 'noPath', allowed: ['In Progress'] })
  expect(
    (await stage.house.ok('listTickets', { query: { show: 'failing' } })).items.map((line) => line.insight),
  ).toEqual([id])
  stage.remote.ways = {}
  const { version } = await stage.ticket(id)
  await stage.house.ok('retryInsightTicket', { params: { id }, body: { version } }, stage.stage.as('wanda'))
  await stage.round()
  expect([stage.there(ref), (await stage.ticket(id)).failure]).toEqual(['5', null])
})

test('TK8 a system that says yes and does nothing is found out', async () => {
  const { id, ref } = await stage.ticketed()
  stage.remote.mishap = (call) => (call === 'transition' ? 'silent' : null)
  await stage.stage.move(id, 'wanda', { step: 'start' })
  await stage.round()
  expect([stage.there(ref), (await stage.ticket(id)).failure?.kind]).toEqual(['1', 'notTaken'])
  stage.remote.mishap = () => null
  await stage.round()
  expect([stage.there(ref), (await stage.ticket(id)).failure]).toEqual(['3', null])
})

test('TK3 a mirror is never written to and follows its ticket all the same', async () => {
  const { id, ref } = await stage.ticketed()
  const set = async (mode: 'mirror' | 'drive') => {
    const { items } = await stage.house.ok('listTicketConnections', {})
    const { version = 1, rules, mapping, overdueDays, untouchedDays } = items[0] ?? {}
    if (rules === undefined || mapping === undefined) throw new Error('no connection')
    const body = { version, mode, rules, mapping, overdueDays: overdueDays ?? 14, untouchedDays: untouchedDays ?? 7 }
    await stage.house.ok('setTicketMapping', { params: { id: stage.connection }, body })
  }
  await set('mirror')
  const written = stage.remote.writes.length
  await stage.stage.move(id, 'wanda', { step: 'start' })
  await stage.round()
  expect([stage.there(ref), stage.remote.writes.length, (await hows(id))['status']]).toEqual(['1', written, 'apart'])
  stage.remote.change(ref, { status: '3' })
  await stage.round()
  stage.remote.change(ref, { status: '5' })
  await stage.round()
  expect(await stage.status(id)).toBe('solved')
  await set('drive')
})

test('TK9 a call of the system makes a ticket be read at once, twice the same counts once, and a stranger is turned away', async () => {
  const { id, ref } = await stage.ticketed()
  const { items } = await stage.house.ok('listTicketConnections', {})
  const path = new URL(items[0]?.hookUrl ?? '').pathname
  const call = (secret: string) =>
    stage.house.send('POST', path, { body: JSON.stringify({ id: 'h1', ref }), headers: { 'x-secret': secret } })
  stage.remote.change(ref, { status: '3' })
  expect((await call('wrong')).json.code).toBe('listen.signature_wrong')
  expect((await stage.house.send('POST', '/v1/ticket-hook/guess', { body: '{}' })).status).toBe(401)
  expect([(await call('hook')).status, (await call('hook')).status]).toEqual([200, 200])
  expect(await stage.sql(`select from ticket_call where key = 'h1'`)).toHaveLength(1)
  await stage.round(1000)
  expect(await stage.status(id)).toBe('inProgress')
})

test('TK11 a ticket that was deleted, hidden or renamed is shown so, and its insight stays', async () => {
  const { id, ref } = await stage.ticketed()
  stage.remote.change(ref, { key: 'OPS-9' })
  await stage.round()
  expect(await stage.ticket(id)).toMatchObject({ state: 'moved', key: 'OPS-9' })
  stage.remote.hidden.add(ref)
  await stage.round(DAY_MS)
  expect((await stage.ticket(id)).state).toBe('forbidden')
  stage.remote.hidden.delete(ref)
  stage.remote.gone.add(ref)
  await stage.round(DAY_MS)
  expect([(await stage.ticket(id)).state, await stage.status(id)]).toEqual(['gone', 'ticket'])
})

test('a ticket is taken off its insight and tied to it again; meanwhile neither follows the other', async () => {
  const { id, ref } = await stage.ticketed()
  const seen = async () => ({ params: { id }, body: { version: (await stage.ticket(id)).version } })
  expect((await stage.house.ok('unlinkInsightTicket', await seen(), stage.stage.as('wanda'))).state).toBe('unlinked')
  stage.remote.change(ref, { status: '5' })
  await stage.round()
  expect(await stage.status(id)).toBe('ticket')
  expect((await stage.house.ok('relinkInsightTicket', await seen(), stage.stage.as('wanda'))).state).toBe('linked')
  await stage.round()
  expect(await stage.status(id)).toBe('solved')
})

test('by hand a ticket is opened where somebody says, once, and only for what was let through', async () => {
  const { stage: company } = stage
  const id = await company.insight(['parcel'])
  const open = (body: object) =>
    stage.house.call('openInsightTicket', { params: { id }, body: { ticketKind: null, ...body } }, company.as('lars'))
  expect((await open({})).json.code).toBe('insight.not_released')
  await company.move(id, 'cora', { step: 'submit' })
  await company.decide(id, company.as('lars'), { verdict: 'accept' })
  expect((await open({})).json.code).toBe('ticket.no_target')
  const named = { connectionId: stage.connection, project: 'LOG' }
  expect((await open(named)).status).toBe(202)
  expect((await open(named)).json.code).toBe('ticket.exists')
  await stage.round()
  expect(await stage.status(id)).toBe('ticket')
})

test('TK12 secrets never come out, wrong ones are told and not tried again at once, and another host needs them again', async () => {
  const { house } = stage
  const params = { id: stage.connection }
  const now = async () => (await house.ok('listTicketConnections', {})).items[0]
  const said = async (more: object) => ({
    params,
    body: { version: (await now())?.version ?? 0, name: 'Tracker', baseUrl: 'https://tickets.example', ...more },
  })
  expect(JSON.stringify(await now())).not.toContain(stage.remote.secret)
  const [row] = await stage.sql<{ secret: string }>('select secret from ticket_connection')
  expect(row?.secret).not.toContain(stage.remote.secret)
  const elsewhere = await house.call('changeTicketConnection', await said({ baseUrl: 'https://thief.example' }))
  expect(elsewhere.json).toMatchObject({ code: 'request.invalid', field: 'secret' })
  await house.ok('changeTicketConnection', await said({ secret: 'wrong' }))
  expect(await house.ok('checkTicketConnection', { params })).toMatchObject({
    account: null,
    fault: { kind: 'unauthorised' },
  })
  const id = await stage.accepted()
  await stage.round()
  const broken = (await now())?.health
  expect(broken).toMatchObject({ word: 'broken', fault: { kind: 'unauthorised', why: 'wrong key' } })
  expect(broken?.waiting).toBeGreaterThan(0)
  await stage.round()
  expect(await stage.status(id)).toBe('accepted')
  await house.ok('changeTicketConnection', await said({ secret: stage.remote.secret }))
  await stage.round()
  expect([await stage.status(id), (await now())?.health.word]).toEqual(['ticket', 'well'])
})

test('others than the department in charge change nothing about a ticket', async () => {
  const { id } = await stage.ticketed()
  const { version } = await stage.ticket(id)
  for (const who of ['lars', 'cora', 'boss']) {
    const reply = await stage.house.call(
      'unlinkInsightTicket',
      { params: { id }, body: { version } },
      stage.stage.as(who),
    )
    expect(reply.status).toBe(403)
  }
})

// The last one: it takes more days than a session lasts.
test('[R0.24] [R0.25] TK10 tickets in progress for too long are overdue and those nobody touched untouched, by their own times and the days that were set', async () => {
  const stale = await stage.ticketed()
  const late = await stage.ticketed()
  stage.remote.change(late.ref, { status: '3' })
  await stage.round()
  const list = async (show: 'overdue' | 'untouched') =>
    (await stage.house.ok('listTickets', { query: { show } }, stage.stage.as('cora'))).items.map((line) => line.insight)
  expect([await list('overdue'), await list('untouched')].flat()).not.toContain(late.id)
  stage.house.now += 7 * DAY_MS - 60_000
  expect(await list('untouched')).toContain(stale.id)
  expect(await list('untouched')).not.toContain(late.id)
  stage.house.now += 7 * DAY_MS
  expect(await list('overdue')).toContain(late.id)
  // In review it is still in progress, but since today: another status, another time.
  stage.remote.change(late.ref, { status: '4' })
  await stage.round()
  expect(await list('overdue')).not.toContain(late.id)
  expect(await list('untouched')).toContain(stale.id)
  stage.remote.change(stale.ref, { assignee: 'Paul' })
  await stage.round()
  expect(await list('untouched')).not.toContain(stale.id)
})
