import { Catalogs, type Customer, type Effect, validateFlow } from '@lotse/core/act'
import type { LoggedEvent } from '@lotse/core/listen'
import { aggregateValue, emptyState, learn, readState, writeState } from '@lotse/core/understand'
import type { FlowDocument } from '@lotse/protocol'
import { publish, randomFlow, randomLog, Traveller } from '@lotse/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const RUNS = 300
const known = { templates: new Set(['hello']), events: null }
const soundFlow = () =>
  randomFlow().filter((flow) => validateFlow(flow, known).every(({ severity }) => severity !== 'error'))

function catalogsOf(
  flows: readonly FlowDocument[],
  later?: { readonly flow: FlowDocument; readonly at: number },
): Catalogs {
  const catalogs = new Catalogs('Europe/Berlin')
  flows.forEach((flow, i) => {
    publish(catalogs, `f${i}`, flow)
  })
  if (later) publish(catalogs, 'later', later.flow, later.at)
  return catalogs
}

type Result = { readonly customer: Customer; readonly effects: readonly Effect[] }

/** Applies a log with ticks of time wherever the choices say so, and looks a day ahead at the end. */
function live(catalogs: Catalogs, log: readonly LoggedEvent[], ticks: readonly number[]): Result {
  const traveller = new Traveller(catalogs)
  let before = 0
  log.forEach((event, i) => {
    const share = ticks[i % Math.max(1, ticks.length)] ?? 0
    if (share > 0 && before > 0) traveller.until(before + Math.floor((event.receivedAt - before) * share))
    traveller.event(event)
    before = event.receivedAt
  })
  traveller.until(before + 86_400_000)
  return { customer: traveller.customer, effects: traveller.effects }
}

test('law T2: extra or missing ticks of the clock change neither state nor messages', () => {
  fc.assert(
    fc.property(
      fc.array(soundFlow(), { minLength: 1, maxLength: 3 }),
      randomLog(15),
      fc.array(fc.constantFrom(0, 0.3, 1), { minLength: 1, maxLength: 15 }),
      (flows, log, ticks) => {
        expect(live(catalogsOf(flows), log, ticks)).toEqual(live(catalogsOf(flows), log, []))
      },
    ),
    { numRuns: RUNS },
  )
})

test('law E8: a flow published in between changes nothing before, and its aggregates count from the first day', () => {
  fc.assert(
    fc.property(soundFlow(), soundFlow(), randomLog(15), fc.nat(14), (first, second, log, place) => {
      const at = log[place % log.length]?.receivedAt ?? 0
      const published = live(catalogsOf([first], { flow: second, at }), log, [])
      const always = live(catalogsOf([first, second]), log, [])
      const end = (log.at(-1)?.receivedAt ?? 0) + 86_400_000
      expect(valuesOf(published, catalogsOf([first, second]), end)).toEqual(
        valuesOf(always, catalogsOf([first, second]), end),
      )
    }),
    { numRuns: RUNS },
  )
})

test('law: a flow without faults never throws, and only a flow that waits nowhere reaches the limit of steps', () => {
  fc.assert(
    fc.property(soundFlow(), randomLog(20), (flow, log) => {
      const traveller = new Traveller(catalogsOf([flow]))
      for (const event of log) traveller.event(event)
      expect(traveller.ends).not.toContain('step_limit')
      expect(traveller.ends).not.toContain('stopped')
    }),
    { numRuns: RUNS },
  )
})

test('law E3: no message key is asked for twice', () => {
  fc.assert(
    fc.property(fc.array(soundFlow(), { minLength: 1, maxLength: 3 }), randomLog(20), (flows, log) => {
      const { effects } = live(catalogsOf(flows), log, [])
      const keys = effects.flatMap((effect) => (effect.kind === 'message' ? [effect.key] : []))
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: RUNS },
  )
})

test('law I4: a profile does not depend on the order in which the same events arrived', () => {
  fc.assert(
    fc.property(randomLog(15), fc.infiniteStream(fc.nat(1000)), (log, random) => {
      const shuffled = [...log].map((event) => ({ event, by: random.next().value ?? 0 })).sort((a, b) => a.by - b.by)
      const inOrder = emptyState()
      const another = emptyState()
      for (const event of log) learn(inOrder, event)
      for (const { event } of shuffled) learn(another, event)
      expect(another).toEqual(inOrder)
    }),
    { numRuns: RUNS },
  )
})

test('law I4: two customers merged know what one customer with all their events knows', () => {
  fc.assert(
    fc.property(
      soundFlow(),
      randomLog(20),
      fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      (flow, log, mine) => {
        const one = new Traveller(catalogsOf([flow]), 1)
        const older = new Traveller(catalogsOf([flow]), 1)
        const newer = new Traveller(catalogsOf([flow]), 2)
        log.forEach((event, i) => {
          one.event(event)
          const owner = mine[i] ? older : newer
          owner.event(event)
        })
        const end = (log.at(-1)?.receivedAt ?? 0) + 1
        newer.apply({ kind: 'leave', to: 1, at: end })
        const legacy = newer.effects.flatMap((effect) => (effect.kind === 'absorb' ? [effect.legacy] : []))[0]
        if (legacy === undefined) throw new Error('the newer customer left nothing')
        older.log.push(...newer.log)
        older.apply({ kind: 'absorb', legacy: JSON.parse(JSON.stringify(legacy)), at: end })
        const catalogs = catalogsOf([flow])
        const facts = ({ state, customer }: Traveller) => ({
          ids: state.ids,
          consents: state.consents,
          first: state.first,
          last: state.last,
          aggs: valuesOf({ customer }, catalogs, end),
        })
        expect(facts(older)).toEqual(facts(one))
      },
    ),
    { numRuns: RUNS },
  )
})

/** The values of all aggregates at an instant; what was not forgotten yet of a window does not show. */
function valuesOf({ customer }: Pick<Result, 'customer'>, catalogs: Catalogs, now: number): unknown {
  const { byKey } = catalogs.at(now).aggregates
  return [...byKey].map(([key, compiled]) => [key, aggregateValue(compiled, customer.state.aggs[key], now).value])
}

test('law: what is stored is what was computed', () => {
  fc.assert(
    fc.property(soundFlow(), randomLog(10), (flow, log) => {
      const { customer } = live(catalogsOf([flow]), log, [])
      expect(readState(writeState(customer.state))).toEqual(customer.state)
    }),
    { numRuns: RUNS },
  )
})
