// Feeds against a slow and obvious oracle: random records, owners and trees of units in which teams move. Every reader gets exactly what is theirs.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FeedGraph, type FeedRecord, isNewsFor, ownersInFeed, recordsInFeed } from './whose.ts'

const UNITS = 8
const unit = fc.option(fc.integer({ min: 0, max: UNITS - 1 }))
/** Each unit below one with a lesser number or below none; then teams move, each below one that does not stand below it. */
const trees = fc
  .record({
    above: fc.array(fc.integer({ min: -1, max: UNITS }), { minLength: UNITS, maxLength: UNITS }),
    moves: fc.array(fc.tuple(fc.integer({ min: 0, max: UNITS - 1 }), unit), { maxLength: 6 }),
  })
  .map(({ above, moves }) => {
    const parents = new Map(above.map((one, id) => [id, one < 0 || one >= id ? null : one]))
    for (const [team, to] of moves) if (!standsIn(parents, to, team)) parents.set(team, to)
    return parents
  })

type Tree = ReadonlyMap<number, number | null>
function standsIn(parents: Tree, unit: number | null, other: number): boolean {
  if (unit === null) return false
  return unit === other || standsIn(parents, parents.get(unit) ?? null, other)
}

const JOURNEYS = ['j0', 'j1', 'j2']
const STEPS = ['s0', 's1', 's2', 's3', 's4']
const TOUCHPOINTS = ['t0', 't1', 't2', 't3', 't4']
const INSIGHTS = ['i0', 'i1', 'i2', 'i3']
const OTHERS = ['process', 'application']
const graphs = fc
  .record({
    owners: fc.array(unit, { minLength: 20, maxLength: 20 }),
    journeys: fc.array(fc.constantFrom(...JOURNEYS), { minLength: 5, maxLength: 5 }),
    placed: fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.constantFrom(...TOUCHPOINTS, ...OTHERS)), {
      maxLength: 12,
    }),
    concerns: fc.array(
      fc.tuple(fc.constantFrom(...INSIGHTS), fc.constantFrom(...JOURNEYS, ...STEPS, ...TOUCHPOINTS, ...OTHERS, 'gone')),
      { maxLength: 12 },
    ),
  })
  .map(({ owners, journeys, placed, concerns }): FeedGraph => {
    let next = 0
    const record = (id: string, kind: string, journey: string | null = null): FeedRecord => ({
      id,
      kind,
      journey,
      owner: owners[next++] ?? null,
    })
    const records = [
      ...JOURNEYS.map((id) => record(id, 'journey')),
      ...TOUCHPOINTS.map((id) => record(id, 'touchpoint')),
      ...INSIGHTS.map((id) => record(id, 'insight')),
      ...OTHERS.map((id) => record(id, id)),
      ...STEPS.map((id, at) => ({ id, kind: 'step', journey: journeys[at] ?? 'j0', owner: null })),
    ]
    const byFirst = (pairs: readonly (readonly [string, string])[]) =>
      new Map(pairs.map(([first]) => [first, pairs.filter(([one]) => one === first).map(([, second]) => second)]))
    return {
      records: new Map(records.map((one) => [one.id, one])),
      placed: byFirst(placed),
      concerns: byFirst(concerns),
    }
  })

/** Whether a reader is to have an item, told slowly: sentence by sentence of FD1 to FD3. */
function oracle(graph: FeedGraph, id: string, reader: { all: boolean; units: readonly number[] }, parents: Tree) {
  const all = [...graph.records.values()]
  const of = (place: string): number[] => {
    const record = all.find((one) => one.id === place)
    if (record === undefined) return []
    if (record.kind === 'step') {
      const at = all.filter((one) => one.kind === 'touchpoint' && graph.placed.get(place)?.includes(one.id))
      const theirs = at.flatMap(({ owner }) => (owner === null ? [] : [owner]))
      return theirs.length > 0 ? theirs : of(record.journey ?? '')
    }
    return record.owner === null ? [] : [record.owner]
  }
  const record = all.find((one) => one.id === id)
  const arose = (graph.concerns.get(id) ?? []).flatMap(of)
  const owners = record?.kind === 'insight' && arose.length > 0 ? arose : of(id)
  return (
    record !== undefined && (reader.all || owners.some((one) => reader.units.some((u) => standsIn(parents, one, u))))
  )
}

const readers = fc.record({
  all: fc.constantFrom(false, false, true),
  units: fc.array(fc.integer({ min: 0, max: UNITS - 1 }), { maxLength: 3 }),
})
const items = fc.array(fc.constantFrom(...JOURNEYS, ...STEPS, ...TOUCHPOINTS, ...INSIGHTS, ...OTHERS, 'gone'), {
  maxLength: 30,
})

test('law: FD1 to FD3 every reader gets exactly what belongs to them, whatever teams moved and whoever owns it', () => {
  fc.assert(
    fc.property(graphs, trees, readers, items, (graph, parents, reader, ids) => {
      const expected = ids.filter((id) => oracle(graph, id, reader, parents))
      expect(recordsInFeed(graph, ids, { reader, parents })).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('law: FD4 what is narrowed by a unit, a journey or a touchpoint is never more than the feed, and nothing of it twice', () => {
  const narrowings = fc.record(
    {
      journey: fc.constantFrom(...JOURNEYS),
      touchpoint: fc.constantFrom(...TOUCHPOINTS),
      owners: fc.array(fc.integer({ min: 0, max: UNITS - 1 }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(graphs, trees, readers, narrowings, (graph, parents, reader, narrowing) => {
      const ids = [...graph.records.keys()]
      const whole = recordsInFeed(graph, ids, { reader, parents })
      const narrowed = recordsInFeed(graph, ids, { reader, parents, narrowing })
      expect(whole).toEqual(expect.arrayContaining(narrowed))
      const { owners } = narrowing
      if (owners !== undefined)
        for (const id of narrowed) expect(owners.some((one) => ownersInFeed(graph, id).has(one))).toBe(true)
    }),
  )
})

const plain: FeedGraph = {
  records: new Map(
    [
      { id: 'buy', kind: 'journey', journey: null, owner: 9 },
      { id: 'pay', kind: 'step', journey: 'buy', owner: null },
      { id: 'wait', kind: 'step', journey: 'buy', owner: null },
      { id: 'checkout', kind: 'touchpoint', journey: null, owner: 2 },
      { id: 'parcel', kind: 'touchpoint', journey: null, owner: 4 },
      { id: 'slow', kind: 'insight', journey: null, owner: 7 },
      { id: 'idea', kind: 'insight', journey: null, owner: 7 },
    ].map((one) => [one.id, one]),
  ),
  placed: new Map([['pay', ['checkout', 'parcel']]]),
  concerns: new Map([['slow', ['pay']]]),
}

test('FD1 FD2 what happens at a step is news for who owns its touchpoints, else for the journey’s owner; an insight is where it arose, else whose it is', () => {
  const of = (id: string) => [...ownersInFeed(plain, id)]
  expect([of('checkout'), of('pay'), of('wait'), of('buy')]).toEqual([[2], [2, 4], [9], [9]])
  expect([of('slow'), of('idea'), of('gone')]).toEqual([[2, 4], [7], []])
})

test('FD3 who belongs to a department reads what its teams own, and nothing of its neighbours; what nobody owns is read by those who read all', () => {
  const parents = new Map([
    [1, null],
    [2, 1],
    [4, null],
  ])
  const head = { all: false, units: [1] }
  expect([isNewsFor(new Set([2]), head, parents), isNewsFor(new Set([4]), head, parents)]).toEqual([true, false])
  expect(isNewsFor(new Set([1]), { all: false, units: [2] }, parents)).toBe(false)
  expect([isNewsFor(new Set(), head, parents), isNewsFor(new Set(), { all: true, units: [] }, parents)]).toEqual([
    false,
    true,
  ])
})

test('FD4 a journey shows what happens in it and at what is placed there, with the insights about that', () => {
  const asked = { reader: { all: true, units: [] }, parents: new Map(), narrowing: { journey: 'buy' } }
  expect(recordsInFeed(plain, plain.records.keys(), asked)).toEqual([
    'buy',
    'pay',
    'wait',
    'checkout',
    'parcel',
    'slow',
  ])
  const at = { ...asked, narrowing: { touchpoint: 'pay' } }
  expect(recordsInFeed(plain, plain.records.keys(), at)).toEqual(['pay', 'slow'])
})
