import { END, flowOf, sendStep, waitStep } from '@lotse/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase } from '../adapters/store/testing.ts'
import { HandEngine } from './engine/testing.ts'
import { whyOf } from './why.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let engine: HandEngine

beforeEach(async () => {
  database = await testDatabase()
  engine = await HandEngine.on(database.url)
})
afterEach(async () => {
  await engine.close()
  await database.drop()
})

const why = (customerId: number, flowId = 'f', workspaceId = engine.workspace) =>
  whyOf({ pool: database.pool, clock: { now: () => engine.now } }, { workspaceId, customerId, flowId })

const rich = flowOf({
  name: 'Big spenders',
  trigger: { event: 'Checkout', where: { op: 'gt', left: { property: 'total' }, right: { literal: 50 } } },
  steps: [waitStep('pause', '1d', 'mail'), sendStep('mail'), END],
})

describe('F9 why, and why not', () => {
  test('names the condition that failed with the value it had', async () => {
    await engine.publish('f', rich)
    await engine.append(1, 'Checkout', { properties: { total: 12 } })
    await engine.rest()
    const answer = await why(1)
    expect(answer).toMatchObject({ flowName: 'Big spenders', verdict: 'never_entered', reason: 'not_eligible' })
    expect(answer.moments).toMatchObject([
      {
        what: 'not_entered',
        event: 'Checkout',
        explanation: { text: 'property.total > 50', truth: false, values: [{ operand: 'property.total', value: 12 }] },
      },
    ])
  })

  test('tells the way of a run, and why its message was held back', async () => {
    await engine.publish('f', rich)
    await engine.append(1, 'Checkout', { properties: { total: 60 } })
    await engine.rest()
    expect(await why(1)).toMatchObject({ verdict: 'in', reason: null })
    engine.now += 86_400_000
    await engine.rest()
    const answer = await why(1)
    expect(answer).toMatchObject({ verdict: 'left', reason: 'completed' })
    expect(answer.moments.map((m) => m.what)).toEqual([
      'entered',
      'step',
      'left',
      'step',
      'message',
      'left',
      'step',
      'ended',
    ])
    expect(answer.moments[4]).toMatchObject({ what: 'message', held: 'no_address', step: 'mail' })
  })

  test('is answered with the rules as they were then', async () => {
    await engine.append(1, 'Checkout', { properties: { total: 60 } })
    await engine.rest()
    await engine.publish('f', rich)
    await engine.append(1, 'Other')
    await engine.rest()
    expect(await why(1)).toMatchObject({ verdict: 'never_entered', reason: 'never_triggered', moments: [] })
  })

  test('knows what happened to a customer before it was merged, whichever id is asked for', async () => {
    await engine.publish('f', rich)
    await engine.append(2, 'Checkout', { properties: { total: 60 } })
    await engine.append(2, 'Left', { kind: 'leave', body: { to: 1 } })
    await engine.client.query(
      `insert into merge (loser_id, survivor_id, workspace_id, kind, value, merged_at) values (2, 1, $1, 'userId', 'x', 0)`,
      [engine.workspace],
    )
    await engine.rest()
    expect(await why(2)).toMatchObject({ customerId: '1', verdict: 'in' })
  })

  test('a customer or a flow of another workspace is not there', async () => {
    await engine.publish('f', rich)
    await engine.append(1, 'Checkout', { properties: { total: 60 } })
    await engine.rest()
    await expect(why(1, 'f', engine.workspace + 1)).rejects.toThrow()
    await expect(why(1, 'g')).rejects.toThrow('never published')
    await expect(why(4711)).rejects.toThrow()
  })
})
