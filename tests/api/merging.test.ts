// Merging by hand and taking apart again, through acceptor, log and engine: what each knows, whose event is whose, what a replay makes of it.
import { Catalogs } from '@lotse/core/act'
import { type CustomerState, readState } from '@lotse/core/understand'
import { END, flowOf, waitStep } from '@lotse/testkit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replay } from '../../packages/server/src/act/replay.ts'
import { readWorkspaceCatalog } from '../../packages/server/src/adapters/store/engine/catalog.ts'
import { House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await House.build()
}, 60_000)
afterAll(() => house.close())

async function stateOf(id: string): Promise<CustomerState> {
  const { rows } = await house.world.pool.query<{ state: string }>(
    'select state from customer_state where customer_id = $1',
    [id],
  )
  return readState(rows[0]?.state ?? '{}')
}

async function rebuilt(id: string): Promise<CustomerState> {
  const { client, workspace } = house.engine
  const catalog = await readWorkspaceCatalog(client, workspace)
  if (catalog === null) throw new Error('the workspace is gone')
  const catalogs = new Catalogs(catalog.zone)
  catalogs.add(catalog.changes, catalog.flows)
  return (await replay(Number(id), { client, catalogs, until: ({ state }) => state.clock })).customer.state
}

async function expectReplayEqualsStore(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const stored = await stateOf(id)
    const { clock } = stored
    expect({ ...(await rebuilt(id)), clock }).toEqual(stored)
  }
}

/** The one merge of a customer. */
async function mergeOf(id: string): Promise<string> {
  const { merges } = await house.ok('getCustomer', { params: { id } })
  return merges[0]?.id ?? 'none'
}

const known = ({ traits, consents, accounts, first, last, zone, locale }: CustomerState) => ({
  ...{ traits, consents, accounts, first, last, zone, locale },
})

test('[I4] a merge by hand is shown before, then made: one profile, one timeline, records with their sources', async () => {
  await house.world.pool.query(
    `insert into source (workspace_id, name, write_key, trusted, created_at) values ($1, 'Till', 'wk_till', true, 0)`,
    [house.workspace],
  )
  await house.track([{ type: 'identify', userId: 'web-1', traits: { name: 'Anna', plan: 'gold' } }])
  house.now += 1000
  const till = [
    { type: 'identify', userId: 'till-1', traits: { name: 'Anna B.', card: '77' } },
    { type: 'track', userId: 'till-1', event: 'Bought' },
  ]
  await house.send('POST', '/v1/batch', { body: JSON.stringify({ writeKey: 'wk_till', batch: till }) })
  await house.settle()
  const [a, b] = [await house.customer('web-1'), await house.customer('till-1')]
  const preview = await house.ok('previewMerge', { params: { id: b }, query: { other: a } })
  expect(preview).toMatchObject({
    survivorId: a,
    formerId: b,
    refused: null,
    customer: { traits: { name: 'Anna B.', plan: 'gold', card: '77' } },
  })
  expect(preview.contradictions).toEqual([
    { kind: 'userId', mine: { kind: 'userId', value: 'web-1' }, theirs: { kind: 'userId', value: 'till-1' } },
  ])
  expect(preview.replaced).toEqual([{ name: 'name', kept: 'Anna B.', dropped: 'Anna' }])
  const merged = await house.ok('mergeCustomers', { params: { id: b }, body: { other: a } })
  expect(merged).toMatchObject({ id: a, formerIds: [b] })
  expect((await house.call('mergeCustomers', { params: { id: a }, body: { other: b } })).status).toBe(200)
  await house.settle()
  const { items } = await house.ok('getTimeline', { params: { id: a }, query: { kind: 'event' } })
  expect(new Set(items.map(({ source }) => source?.name))).toEqual(new Set(['Site', 'Till']))
  const whole = await house.ok('getCustomer', { params: { id: b } })
  expect(whole.merges).toMatchObject([{ formerId: b, through: null, splittable: true }])
  const { items: history } = await house.ok('listTraitHistory', { params: { id: a } })
  expect(history.filter(({ name }) => name === 'name').map(({ value, source }) => [value, source?.name])).toEqual([
    ['Anna B.', 'Till'],
    ['Anna', 'Site'],
  ])
  await expectReplayEqualsStore(a, b)
})

const someone = (who: string) => (event: Record<string, unknown>) => ({ ...event, userId: who })
const randomEvents = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('identify'),
      traits: fc.dictionary(fc.constantFrom('plan', 'city', 'age'), fc.constantFrom('x', 'y', 3, null), { minKeys: 1 }),
    }),
    fc.record({ type: fc.constant('track'), event: fc.constantFrom('Bought', 'Seen') }),
    fc.record({
      type: fc.constant('track'),
      event: fc.constant('Consent Changed'),
      properties: fc.record({
        channel: fc.constant('push'),
        topic: fc.constantFrom('a', 'b'),
        state: fc.constantFrom('granted', 'refused'),
      }),
    }),
    fc.record({
      type: fc.constant('group'),
      groupId: fc.constantFrom('acme', 'globex'),
      traits: fc.constant({ size: 3 }),
    }),
  ),
  { minLength: 1, maxLength: 6 },
)

test('law: I5 taking a merge apart gives both what they would know had they never been merged', async () => {
  const counting = { aggregate: { fn: 'count' as const, event: 'Bought' } }
  await house.engine.publish(
    'count',
    flowOf({ trigger: { event: 'Never', where: { op: 'gt', left: counting, right: { literal: 0 } } }, steps: [END] }),
  )
  const histories = fc.sample(fc.tuple(randomEvents, randomEvents, randomEvents, randomEvents), { numRuns: 6, seed: 3 })
  for (const [run, [a0, b0, a1, b1]] of histories.entries()) {
    const names = ['a', 'b', 'twin-a', 'twin-b'].map((name) => `${name}-${run}`)
    const [a = '', b = '', c = '', d = ''] = names
    const tell = async (both: readonly (readonly [string, string, readonly Record<string, unknown>[]])[]) => {
      for (const [who, twin, events] of both)
        for (const event of events) {
          house.now += 1000
          const at = new Date(house.now).toISOString()
          await house.track([someone(who)({ ...event, timestamp: at }), someone(twin)({ ...event, timestamp: at })])
        }
    }
    await tell([
      [a, c, a0],
      [b, d, b0],
    ])
    await house.settle()
    const ids = {
      a: await house.customer(a),
      b: await house.customer(b),
      c: await house.customer(c),
      d: await house.customer(d),
    }
    await house.ok('mergeCustomers', { params: { id: ids.a }, body: { other: ids.b } })
    await tell([
      [b, d, b1],
      [a, c, a1],
    ])
    await house.settle()
    await house.ok('splitCustomer', { params: { id: ids.a, mergeId: await mergeOf(ids.a) } })
    await tell([[b, d, b0]])
    await house.settle()
    expect(known(await stateOf(ids.a)), `run ${run}, survivor`).toEqual(known(await stateOf(ids.c)))
    expect(known(await stateOf(ids.b)), `run ${run}, merged one`).toEqual(known(await stateOf(ids.d)))
    expect((await stateOf(ids.a)).aggs).toEqual((await stateOf(ids.c)).aggs)
    expect((await stateOf(ids.b)).aggs).toEqual((await stateOf(ids.d)).aggs)
    for (const [one, twin] of [
      [ids.a, ids.c],
      [ids.b, ids.d],
    ] as const) {
      const namesOf = async (id: string) =>
        (await house.ok('getTimeline', { params: { id } })).items.map(({ name, occurredAt }) => [name, occurredAt])
      expect(await namesOf(one)).toEqual(await namesOf(twin))
      const consents = async (id: string) =>
        (await house.ok('getCustomer', { params: { id } })).consents.map(({ topic, state, statedAt }) => [
          topic,
          state,
          statedAt,
        ])
      expect(await consents(one)).toEqual(await consents(twin))
    }
    await expectReplayEqualsStore(ids.a, ids.b)
  }
}, 60_000)

test('L32 [I5] what was taken apart is never merged again by itself, but by hand it can be', async () => {
  await house.track([{ type: 'identify', userId: 'kept-1', traits: { email: 'one@x.example' } }])
  await house.track([{ type: 'identify', anonymousId: 'kept-device', traits: { email: 'two@x.example' } }])
  const wrong = { type: 'track', event: 'Seen', userId: 'kept-1', anonymousId: 'kept-device' }
  await house.track([wrong])
  await house.settle()
  const one = await house.customer('kept-1')
  const before = await house.ok('getCustomer', { params: { id: one } })
  expect(before.merges).toMatchObject([{ through: { kind: 'userId' }, splittable: true }])
  const mergeId = await mergeOf(one)
  const preview = await house.ok('previewSplit', { params: { id: one, mergeId } })
  expect(preview.leaves).toMatchObject({
    events: 1,
    identities: [{ kind: 'anonymousId' }, { kind: 'email', value: 'two@x.example' }],
  })
  const { leaves } = await house.ok('splitCustomer', { params: { id: one, mergeId } })
  expect(await house.ok('splitCustomer', { params: { id: one, mergeId } })).toEqual({ stays: one, leaves })
  await house.track([wrong, { type: 'track', event: 'Back', anonymousId: 'kept-device', messageId: 'back' }])
  await house.settle()
  expect((await house.ok('getCustomer', { params: { id: one } })).formerIds).toEqual([])
  expect((await house.ok('getCustomer', { params: { id: leaves } })).traits).toEqual({ email: 'two@x.example' })
  await house.ok('mergeCustomers', { params: { id: one }, body: { other: leaves } })
  await house.settle()
  expect((await house.ok('getCustomer', { params: { id: leaves } })).id).toBe(one)
  await expectReplayEqualsStore(one, leaves)
  await house.ok('splitCustomer', { params: { id: one, mergeId: await mergeOf(one) } })
  await house.settle()
  expect((await house.ok('getCustomer', { params: { id: leaves } })).traits).toEqual({ email: 'two@x.example' })
  await expectReplayEqualsStore(one, leaves)
})

test('[I5] a run that was brought into the merge goes back and goes on; of two of one key the newer had ended', async () => {
  await house.engine.publish(
    'cart',
    flowOf({ trigger: { event: 'Cart' }, goal: { event: 'Paid' }, steps: [waitStep('w', '1d'), END] }),
  )
  house.now += 2000
  await house.track([
    { type: 'track', userId: 'runner-1', event: 'Seen' },
    { type: 'track', userId: 'runner-2', event: 'Cart' },
  ])
  await house.settle()
  const [one, two] = [await house.customer('runner-1'), await house.customer('runner-2')]
  await house.ok('mergeCustomers', { params: { id: one }, body: { other: two } })
  await house.settle()
  const runs = async (id: string) =>
    (await house.ok('getCustomer', { params: { id } })).runs.map(({ id: run, endedAt, reason }) => [
      run,
      endedAt === null,
      reason,
    ])
  expect(await runs(one)).toEqual([[`${two}.cart.1`, true, null]])
  await house.ok('splitCustomer', { params: { id: one, mergeId: await mergeOf(one) } })
  await house.settle()
  expect(await runs(one)).toEqual([])
  expect(await runs(two)).toEqual([[`${two}.cart.1`, true, null]])
  await house.track([{ type: 'track', userId: 'runner-1', event: 'Paid' }])
  await house.settle()
  expect(await runs(two)).toEqual([[`${two}.cart.1`, true, null]])
  await house.track([{ type: 'track', userId: 'runner-2', event: 'Paid' }])
  await house.settle()
  expect(await runs(two)).toEqual([[`${two}.cart.1`, false, 'goal']])
  await expectReplayEqualsStore(one, two)
})

test('[I5] before the engine has come to a merge it cannot be taken apart; inside of another merge neither', async () => {
  for (const who of ['chain-1', 'chain-2', 'chain-3'])
    await house.track([{ type: 'track', userId: who, event: 'Seen' }])
  await house.settle()
  const [one = '', two = '', three = ''] = await Promise.all(
    ['chain-1', 'chain-2', 'chain-3'].map((who) => house.customer(who)),
  )
  await house.ok('mergeCustomers', { params: { id: two }, body: { other: three } })
  const early = await house.call('splitCustomer', { params: { id: two, mergeId: await mergeOf(two) } })
  expect([early.status, early.json.code, early.json['reason']]).toEqual([
    409,
    'customer.split_refused',
    'not_yet_processed',
  ])
  const inner = await mergeOf(two)
  await house.settle()
  await house.ok('mergeCustomers', { params: { id: one }, body: { other: two } })
  await house.settle()
  const inside = await house.call('splitCustomer', { params: { id: one, mergeId: inner } })
  expect(inside.json['reason']).toBe('inside_another')
  await house.ok('splitCustomer', { params: { id: one, mergeId: await mergeOf(one) } })
  await house.settle()
  expect((await house.ok('getCustomer', { params: { id: three } })).id).toBe(two)
  await house.ok('splitCustomer', { params: { id: two, mergeId: inner } })
  await house.settle()
  expect((await house.ok('getCustomer', { params: { id: three } })).id).toBe(three)
  await expectReplayEqualsStore(one, two, three)
})

test('[E9] nobody merges, parts or notes across workspaces', async () => {
  const [one, two] = [await house.customer('web-1'), await house.customer('runner-1')]
  const foreign = house.as('foreign')
  expect((await house.call('mergeCustomers', { params: { id: one }, body: { other: two } }, foreign)).status).toBe(404)
  expect((await house.call('splitCustomer', { params: { id: one, mergeId: '1' } }, foreign)).status).toBe(404)
  expect((await house.call('createNote', { params: { id: one }, body: { text: 'x' } }, foreign)).status).toBe(404)
})

test('a note is written, changed, removed and brought back by who wrote it, and stands in the timeline', async () => {
  const id = await house.customer('web-1')
  const me = await house.signIn()
  const note = await house.ok('createNote', { params: { id }, body: { text: ' Called, wants a refund. ' } }, me)
  expect(note).toMatchObject({ text: 'Called, wants a refund.', by: 'admin', mine: true, editedAt: null })
  const notes = async () =>
    (await house.ok('getTimeline', { params: { id }, query: { kind: 'note' } }, me)).items.map(({ detail }) => detail)
  expect(await notes()).toMatchObject([{ text: 'Called, wants a refund.', mine: true }])
  await house.addMember('agent@shop.example', 'service_agent')
  const other = await house.signIn('agent@shop.example')
  const refused = await house.call('updateNote', { params: { id: note.id }, body: { text: 'mine now' } }, other)
  expect([refused.status, refused.json.code]).toEqual([403, 'note.not_yours'])
  expect(
    (await house.ok('updateNote', { params: { id: note.id }, body: { text: 'Refunded.' } }, me)).editedAt,
  ).not.toBeNull()
  await house.call('deleteNote', { params: { id: note.id } }, me)
  expect(await notes()).toEqual([])
  expect((await house.call('updateNote', { params: { id: note.id }, body: { text: 'x' } }, me)).status).toBe(404)
  await house.ok('restoreNote', { params: { id: note.id } }, me)
  expect(await notes()).toMatchObject([{ text: 'Refunded.' }])
})
