// What is done about insights, through the API: who decides what, the filter, undo, races, and what others may not.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from './house.ts'
import { InsightStage } from './insight-stage.ts'

const DAY = 86_400_000
let stage: InsightStage
let house: House
beforeAll(async () => {
  stage = await InsightStage.build()
  house = stage.house
}, 60_000)
afterAll(() => stage?.close())

const insight = (concerns?: string[]) => stage.insight(concerns)
const work = (id: string) => stage.work(id)
const whole = (id: string, who = 'admin') => stage.whole(id, stage.as(who))
const move: InsightStage['move'] = (...step) => stage.move(...step)
const decide = (id: string, who: string, body: Parameters<InsightStage['decide']>[2]) =>
  stage.decide(id, stage.as(who), body)
const score: InsightStage['score'] = (...given) => stage.score(...given)
async function prioritise(id: string, who: string, priority: 'urgent' | 'high' | 'low'): Promise<unknown> {
  const { version } = await work(id)
  const { json } = await house.call(
    'setInsightPriority',
    { params: { id }, body: { version, priority } },
    stage.as(who),
  )
  return json.code ?? json['priority']
}
const undo = async (id: string, who: string) =>
  house.call('undoInsightWork', { params: { id }, body: { version: (await work(id)).version } }, stage.as(who))

test('[R0.45] I11 I15 the CX team sets priority and the department decides on execution; management reads, and insights are escalated to it', async () => {
  const id = await insight()
  // Priority is the CX team's alone.
  expect(await prioritise(id, 'cora', 'high')).toBe('high')
  for (const other of ['wanda', 'lars', 'boss']) expect(await prioritise(id, other, 'low')).toBe('auth.forbidden')
  // Execution is the department's in charge: not another's, not the CX team's, not management's.
  expect(await move(id, 'cora', { step: 'submit' })).toBe('backlog')
  expect(await decide(id, 'cora', { verdict: 'accept' })).toBe('auth.forbidden')
  expect(await decide(id, 'boss', { verdict: 'accept' })).toBe('auth.forbidden')
  expect(await decide(id, 'lars', { verdict: 'accept' })).toBe('auth.not_owner')
  expect(await decide(id, 'wanda', { verdict: 'accept', reason: 'We can' })).toBe('accepted')
  expect([await move(id, 'cora', { step: 'start' }), await move(id, 'lars', { step: 'start' })]).toEqual([
    'auth.forbidden',
    'auth.not_owner',
  ])
  expect(await move(id, 'wanda', { step: 'start' })).toBe('inProgress')
  expect(await move(id, 'wanda', { step: 'solve' })).toBe('solved')
  // Who solved it does not say that it helped.
  expect(await move(id, 'wanda', { step: 'verify', reason: 'I say so' })).toBe('auth.forbidden')
  expect(await move(id, 'cora', { step: 'verify', reason: 'Drop-off fell by half' })).toBe('verified')
  // Management reads all of it, changes nothing, and is escalated to.
  expect((await whole(id, 'boss')).steps).toEqual([])
  expect((await whole(id, 'boss')).decisions).toMatchObject([
    { verdict: 'accept', reason: 'We can', by: 'wanda', departmentId: stage.units.shop },
  ])
  expect(await move(id, 'boss', { step: 'reopen', reason: 'No' })).toBe('auth.forbidden')
  const { version } = await work(id)
  const laid = { version, memberId: stage.id('boss'), reason: 'It needs money' }
  const escalated = await house.ok('escalateInsight', { params: { id }, body: laid }, stage.as('wanda'))
  expect(escalated.escalation).toMatchObject({ to: stage.id('boss'), by: 'wanda', reason: 'It needs money' })
  const before = await house.ok('listInsightWork', { query: { escalated: 'mine' } }, stage.as('boss'))
  expect(before.items.map((one) => one.id)).toEqual([id])
  expect((await house.ok('listInsightWork', { query: { escalated: 'mine' } }, stage.as('wanda'))).total).toBe(0)
})

test('I15 approvers that a department names decide alone, programs never do, and of what nobody is in charge nobody decides', async () => {
  const id = await insight()
  await move(id, 'cora', { step: 'submit' })
  expect(await stage.decide(id, house.as('admin'), { verdict: 'accept' })).toBe('insight.person_needed')
  const approvers = [stage.id('wanda')]
  const filter = { mode: 'person' as const, approvers, capacity: 3 }
  const set = await house.ok('setFilter', { params: { id: stage.units.web }, body: { filter } }, stage.as('cora'))
  expect(set).toMatchObject({ unitId: stage.units.web, own: true, from: stage.units.web, approvers, capacity: 3 })
  expect(await decide(id, 'admin', { verdict: 'accept' })).toBe('insight.not_approver')
  expect((await whole(id, 'admin')).steps).toEqual([])
  expect((await whole(id, 'wanda')).steps).toEqual(['accept', 'defer', 'reject'])
  expect(await decide(id, 'wanda', { verdict: 'accept' })).toBe('accepted')
  await house.ok('setFilter', { params: { id: stage.units.web }, body: { filter: null } }, stage.as('cora'))
  const both = await insight(['checkout', 'parcel'])
  expect((await work(both)).department).toEqual({ id: null, why: 'several' })
  await move(both, 'cora', { step: 'submit' })
  expect(await decide(both, 'admin', { verdict: 'accept' })).toBe('insight.no_department')
  expect(await decide(both, 'lars', { verdict: 'accept' })).toBe('auth.not_owner')
  const { version } = await work(both)
  await house.ok(
    'setInsightDepartment',
    { params: { id: both }, body: { version, unitId: stage.units.logistics } },
    stage.as('cora'),
  )
  expect((await work(both)).department).toEqual({ id: stage.units.logistics, why: 'named' })
  expect(await decide(both, 'lars', { verdict: 'accept' })).toBe('accepted')
})

test('I14 a decision is kept with person, time, reason and all values, and never changes', async () => {
  const id = await insight()
  await score(id, { impact: 4, difficulty: 2 })
  await move(id, 'cora', { step: 'submit' })
  await decide(id, 'wanda', { verdict: 'accept', reason: 'Large and cheap' })
  await score(id, { impact: 1 })
  const { decisions } = await whole(id)
  expect(decisions).toMatchObject([
    {
      verdict: 'accept',
      by: 'wanda',
      at: new Date(house.now).toISOString(),
      reason: 'Large and cheap',
      inputs: { impact: 4, difficulty: 2 },
      scores: { impact: 75, difficulty: 25, rice: null },
      withdrawn: null,
    },
  ])
  const { pool } = house.world
  const named = [house.workspace, id]
  await expect(
    pool.query(`update insight_decision set reason = 'other' where workspace_id = $1 and insight = $2`, named),
  ).rejects.toThrow('never changes')
  // Not even SQL brings anybody behind the filter without a decision.
  const other = await insight()
  await move(other, 'cora', { step: 'submit' })
  for (const status of ['accepted', 'ticket', 'solved'])
    await expect(
      pool.query('update insight_work set status = $3 where workspace_id = $1 and insight = $2', [
        house.workspace,
        other,
        status,
      ]),
    ).rejects.toThrow('insight_work_check')
  await expect(
    pool.query(`update insight_work set status = 'ticket', release = $3 where workspace_id = $1 and insight = $2`, [
      house.workspace,
      other,
      decisions[0]?.id,
    ]),
  ).rejects.toThrow('foreign key')
})

test('I17 I19 a department without a filter lets pass what is submitted, teams below it too, and it is written down that nobody decided', async () => {
  const waiting = await insight(['parcel'])
  await move(waiting, 'cora', { step: 'submit' })
  const filter = { mode: 'off' as const }
  await house.ok('setFilter', { params: { id: stage.units.logistics }, body: { filter } }, stage.as('cora'))
  await house.ok('setFilter', { params: { id: stage.units.web }, body: { filter } }, stage.as('cora'))
  const [passed, below] = [await insight(['parcel']), await insight()]
  expect([await move(passed, 'cora', { step: 'submit' }), await move(below, 'cora', { step: 'submit' })]).toEqual([
    'accepted',
    'accepted',
  ])
  expect((await whole(below)).decisions).toMatchObject([
    { verdict: 'pass', by: 'cora', departmentId: stage.units.shop },
  ])
  expect((await work(waiting)).status).toBe('backlog')
  // Nobody in charge has no filter that is off.
  const loose = await insight(['nobodys'])
  expect(await move(loose, 'cora', { step: 'submit' })).toBe('backlog')
  for (const id of [stage.units.logistics, stage.units.web])
    await house.ok('setFilter', { params: { id }, body: { filter: null } }, stage.as('cora'))
  expect((await work(passed)).status).toBe('accepted')
  expect(await move(await insight(), 'cora', { step: 'submit' })).toBe('backlog')
})

test('I16 what one department accepted is not begun for another: handed over it is decided anew, and so where its touchpoint is', async () => {
  const id = await insight()
  await move(id, 'cora', { step: 'submit' })
  await decide(id, 'wanda', { verdict: 'accept' })
  const { version } = await work(id)
  const body = { version, unitId: stage.units.logistics }
  const handed = await house.ok('setInsightDepartment', { params: { id }, body }, stage.as('wanda'))
  expect(handed).toMatchObject({ status: 'backlog', department: { id: stage.units.logistics, why: 'named' } })
  expect(await decide(id, 'wanda', { verdict: 'accept' })).toBe('auth.not_owner')
  expect(await decide(id, 'lars', { verdict: 'accept' })).toBe('accepted')
  expect(await move(id, 'lars', { step: 'start' })).toBe('inProgress')
  const other = await insight(['parcel'])
  await move(other, 'cora', { step: 'submit' })
  await decide(other, 'lars', { verdict: 'accept' })
  const give = (ownerId: string) => house.ok('setRecordOwner', { params: { id: 'parcel' }, body: { ownerId } })
  await give(stage.units.web)
  expect(await move(other, 'lars', { step: 'start' })).toBe('auth.not_owner')
  expect(await move(other, 'wanda', { step: 'start' })).toBe('insight.not_released')
  expect(await decide(other, 'wanda', { verdict: 'defer', reason: 'First we look' })).toBe('deferred')
  expect(await decide(other, 'wanda', { verdict: 'accept' })).toBe('accepted')
  expect(await move(other, 'wanda', { step: 'start' })).toBe('inProgress')
  await give(stage.units.logistics)
})

test('I12 what is put off comes back by itself on its day, and waits from then on', async () => {
  const id = await insight()
  await move(id, 'cora', { step: 'submit' })
  expect(await decide(id, 'wanda', { verdict: 'defer' })).toBe('insight.reason_needed')
  const until = new Date(house.now + 3 * DAY).toISOString()
  expect(await decide(id, 'wanda', { verdict: 'defer', reason: 'After the sale', until })).toBe('deferred')
  expect(await work(id)).toMatchObject({ status: 'deferred', until, waitsSince: null })
  house.now += 4 * DAY
  expect(await work(id)).toMatchObject({ status: 'backlog', since: until, waitsSince: until })
  const { items } = await house.ok('listInsightWork', { query: { status: 'backlog', waitingDays: 1, limit: 200 } })
  expect(items.map((one) => one.id)).toContain(id)
  expect(await decide(id, 'wanda', { verdict: 'reject', reason: 'Not any more' })).toBe('rejected')
  expect(await move(id, 'cora', { step: 'resume' })).toBe('insight.reason_needed')
  expect(await move(id, 'cora', { step: 'resume', reason: 'It is back' })).toBe('backlog')
})

test('I13 the last change is taken back by whoever may make it, once, and what was decided stays written down as withdrawn', async () => {
  const id = await insight()
  await prioritise(id, 'cora', 'urgent')
  expect((await undo(id, 'wanda')).json.code).toBe('auth.forbidden')
  expect((await undo(id, 'cora')).json).toMatchObject({ priority: null, version: 2 })
  expect((await undo(id, 'cora')).json.code).toBe('insight.nothing_to_undo')
  await move(id, 'cora', { step: 'submit' })
  await decide(id, 'wanda', { verdict: 'accept' })
  expect((await undo(id, 'cora')).json.code).toBe('auth.forbidden')
  expect((await undo(id, 'lars')).json.code).toBe('auth.not_owner')
  expect((await undo(id, 'wanda')).json).toMatchObject({ status: 'backlog' })
  const { decisions, changes } = await whole(id)
  expect(decisions).toMatchObject([{ verdict: 'accept', withdrawn: { by: 'wanda' } }])
  expect(changes.map(({ what, by, undoes }) => [what, by, undoes])).toEqual([
    ['undo', 'wanda', 4],
    ['decision', 'wanda', null],
    ['status', 'cora', null],
    ['undo', 'cora', 1],
    ['priority', 'cora', null],
  ])
  // Something was done since.
  const seen = (await work(id)).version
  await prioritise(id, 'cora', 'low')
  const late = await house.call('undoInsightWork', { params: { id }, body: { version: seen } }, stage.as('cora'))
  expect(late.json).toMatchObject({ code: 'conflict', version: seen + 1 })
})

test('I26 insights without an addressee are listed until one is named, who finds them, and who left the company is named still', async () => {
  const id = await insight()
  const listed = async (addressee: string, who: string) => {
    const { items } = await house.ok('listInsightWork', { query: { addressee, limit: 200 } }, stage.as(who))
    return items.some((one) => one.id === id)
  }
  expect(await listed('none', 'cora')).toBe(true)
  const body = { version: 0, memberId: stage.id('lars') }
  expect((await house.call('setInsightAddressee', { params: { id }, body }, stage.as('lars'))).json.code).toBe(
    'auth.not_owner',
  )
  const named = await house.ok('setInsightAddressee', { params: { id }, body }, stage.as('wanda'))
  expect(named.addresseeId).toBe(stage.id('lars'))
  expect([await listed('none', 'cora'), await listed('mine', 'lars'), await listed('mine', 'wanda')]).toEqual([
    false,
    true,
    false,
  ])
  // To see to it is no right to decide.
  await move(id, 'cora', { step: 'submit' })
  expect(await decide(id, 'lars', { verdict: 'accept' })).toBe('auth.not_owner')
  await house.addMember('guest@shop.example', 'viewer')
  const guest = (await house.ok('listMembers', { query: { find: 'guest@shop.example' } })).items[0]?.id ?? ''
  await house.ok('setInsightAddressee', { params: { id }, body: { version: 2, memberId: guest } }, stage.as('cora'))
  await house.ok('removeMember', { params: { id: guest } })
  expect((await work(id)).addresseeId).toBe(guest)
  expect(await listed(guest, 'cora')).toBe(true)
})

test('of two who change the same at once one is told, and nothing is half done', async () => {
  const id = await insight()
  await move(id, 'cora', { step: 'submit' })
  const { version } = await work(id)
  const answers = await Promise.all(
    (['accept', 'reject', 'defer', 'accept'] as const).map((verdict) =>
      house.call('decideInsight', { params: { id }, body: { version, verdict, reason: 'Race' } }, stage.as('wanda')),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
  const { decisions, changes, work: after } = await whole(id)
  expect([decisions.length, changes.length, after.version]).toEqual([1, 2, version + 1])
  // Also where nothing had been done before.
  const fresh = await insight()
  const first = await Promise.all(
    (['high', 'low', 'urgent'] as const).map((priority) =>
      house.call('setInsightPriority', { params: { id: fresh }, body: { version: 0, priority } }, stage.as('cora')),
    ),
  )
  expect(first.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  expect((await work(fresh)).version).toBe(1)
})

test('E9 of another workspace nothing is seen, named or changed', async () => {
  const id = await insight()
  const foreign = house.as('foreign')
  expect((await house.ok('listInsightWork', {}, foreign)).total).toBe(0)
  expect((await house.ok('getInsightMatrix', {}, foreign)).items).toEqual([])
  expect((await house.call('getInsightWork', { params: { id } }, foreign)).status).toBe(404)
  const body = { version: 0, priority: 'high' } as const
  expect((await house.call('setInsightPriority', { params: { id }, body }, foreign)).status).toBe(404)
  expect(
    (await house.call('setFilter', { params: { id: stage.units.web }, body: { filter: null } }, foreign)).status,
  ).toBe(404)
  // Nobody is named who is no member here, and no unit of elsewhere.
  const stranger = { version: 0, memberId: '999999' }
  expect(
    (await house.call('setInsightAddressee', { params: { id }, body: stranger }, stage.as('cora'))).json.code,
  ).toBe('request.invalid')
  const elsewhere = { version: 0, unitId: '999999' }
  expect(
    (await house.call('setInsightDepartment', { params: { id }, body: elsewhere }, stage.as('cora'))).json.code,
  ).toBe('unit.unknown')
  // What was put aside is nowhere, and comes back with all that was done.
  await prioritise(id, 'cora', 'high')
  const gone = await stage.change([{ do: 'remove', id }])
  expect((await house.call('getInsightWork', { params: { id } })).status).toBe(404)
  expect(
    (await house.call('moveInsight', { params: { id }, body: { version: 1, step: 'submit' } }, stage.as('cora')))
      .status,
  ).toBe(404)
  await house.ok('undoChange', { params: { id: gone.id }, body: { id: stage.fresh('u') } })
  expect(await work(id)).toMatchObject({ priority: 'high', version: 1 })
})

test('every change is in the audit log with what became another, and no reason that people wrote', async () => {
  const id = await insight()
  await prioritise(id, 'cora', 'urgent')
  await move(id, 'cora', { step: 'submit' })
  await decide(id, 'wanda', { verdict: 'reject', reason: 'Anna Muster said no' })
  const { items } = await house.ok('listAudit', { query: { limit: 20 } })
  const mine = items.filter(({ target }) => target['id'] === id)
  expect(mine.map(({ operation }) => operation)).toEqual(['decideInsight', 'moveInsight', 'setInsightPriority'])
  expect(mine[0]?.detail).toMatchObject({ step: 'reject', status: { before: 'backlog', after: 'rejected' } })
  expect(JSON.stringify(items)).not.toContain('Anna Muster')
})
