// Answers of providers while the database does not take them, for a while or because of what they say. A real database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClaimedMessage, claimMessages, handMessages, type Outcome } from '../../adapters/store/outbox.ts'
import { testWorld } from '../../adapters/store/testing.ts'
import type { World } from '../../base/world.ts'
import { createAcceptor } from '../../listen/acceptor.ts'
import { type Answer, Answers } from './answers.ts'
import { Shop } from './testing.ts'

let world: World
let drop: () => Promise<void>
let shop: Shop

beforeAll(async () => {
  ;({ world, drop } = await testWorld())
})
beforeEach(async () => {
  await world.pool.query('delete from message')
  shop = await Shop.open(world)
})
afterAll(() => drop())

describe('an answer that the database does not take', () => {
  const claimedOf = async (keys: readonly string[]) => {
    const taken = await claimMessages(world.pool, { channel: 'email', now: world.clock.now(), limit: 10, by: 'lane' })
    await handMessages(
      world.pool,
      taken.map(({ id }) => ({ id, address: 'a@example.org', kept: null })),
      { by: 'lane', now: world.clock.now() },
    )
    return keys.map((key) => taken.find((one) => one.key === key))
  }
  const answerOf = (message: ClaimedMessage | undefined, parts: Partial<Outcome>): Answer => {
    if (message === undefined) throw new Error('not claimed')
    const plain = { id: message.id, state: 'accepted', reason: null, providerId: null, dueAt: null } as const
    return { message, outcome: { ...plain, ...parts }, address: 'a@example.org' }
  }

  test('because of its words is stored without them, and the others with theirs', async () => {
    const answers = new Answers(world, createAcceptor(world), 'lane')
    const customer = await shop.customer()
    const keys = [await shop.queue(customer), await shop.queue(customer), await shop.queue(customer)]
    const [nul, plain, bad] = await claimedOf(keys)
    await Promise.all([
      answers.put(answerOf(nul, { providerId: 'a\0b' })),
      answers.put(answerOf(plain, { providerId: 'id' })),
      answers.put(answerOf(bad, { state: 'refused', reason: 'bad_address: \0' })),
    ])
    await answers.settled()
    const { rows } = await world.pool.query('select state, reason, provider_id from message order by id')
    expect(rows).toEqual([
      { state: 'accepted', reason: null, provider_id: null },
      { state: 'accepted', reason: null, provider_id: 'id' },
      { state: 'refused', reason: 'bad_address: ', provider_id: null },
    ])
    expect((await shop.log()).map((e) => e.name).sort()).toEqual(['Message Bounced', 'Message Sent', 'Message Sent'])
  })

  test.each(['53100', '53200', '57014', '25006', '58030'])(
    'for a while (%s) is offered until it is taken',
    async (code) => {
      const key = await shop.queue(await shop.customer())
      const [message] = await claimedOf([key])
      await world.pool.query(`create sequence if not exists refusals`)
      await world.pool.query(`alter sequence refusals restart`)
      await world.pool.query(`create or replace function refuse() returns trigger language plpgsql as $$
      begin if nextval('refusals') <= 2 then raise exception 'no' using errcode = '${code}'; end if; return new; end $$`)
      await world.pool.query('create trigger refuse before update on message for each row execute function refuse()')
      try {
        const answers = new Answers(world, createAcceptor(world), 'lane')
        await answers.put(answerOf(message, { providerId: 'id' }))
        await answers.settled()
      } finally {
        await world.pool.query('drop trigger refuse on message')
      }
      expect(await shop.message(key)).toMatchObject({ state: 'accepted', attempts: 1 })
    },
  )
})
