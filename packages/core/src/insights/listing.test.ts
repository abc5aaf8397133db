// Lists of insights against a slow and obvious oracle: counts, groups, order and pages, over random insights; and what lies before departments.
import { evidenceLevels, insightGroupings, insightStates, priorities } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  groupKey,
  type InsightFilter,
  type InsightOrder,
  isAsked,
  type ListedInsight,
  type ListPlace,
  pageOfInsights,
} from './listing.ts'
import { loadsOf } from './load.ts'

const plain: ListedInsight = {
  id: 'one',
  name: 'one',
  sort: 'painPoint',
  standing: { status: 'backlog', since: 10, until: null },
  priority: null,
  charge: { unit: null, why: 'nobody' },
  addressee: null,
  escalatedTo: null,
  inputs: {},
  scores: {},
  reach: null,
  known: { level: 'assumed', since: null },
  changedAt: 10,
}
const small = fc.option(fc.integer({ min: 0, max: 4 }))
const insight = fc
  .record({
    name: fc.constantFrom('a', 'b', 'ä', ''),
    sort: fc.option(fc.constantFrom('painPoint', 'wow')),
    status: fc.constantFrom(...insightStates),
    since: fc.integer({ min: 0, max: 9 }),
    priority: fc.option(fc.constantFrom(...priorities)),
    unit: small,
    addressee: small,
    rice: fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
    level: fc.constantFrom(...evidenceLevels),
  })
  .map(
    ({ status, since, unit, rice, level, ...more }): Omit<ListedInsight, 'id'> => ({
      ...plain,
      ...more,
      standing: { status, since, until: null },
      charge: { unit, why: unit === null ? 'several' : 'concerned' },
      scores: { rice },
      inputs: rice === null ? {} : { impact: rice },
      reach: rice === null ? null : { value: rice, from: 'counted' },
      known: { level, since: null },
    }),
  )
const insights = fc.array(insight, { maxLength: 60 }).map((all) => all.map((one, n) => ({ ...one, id: `i${n}` })))
const order = fc.record({
  by: fc.constantFrom(
    'rank',
    'name',
    'status',
    'waiting',
    'reach',
    'evidence',
    'changed',
    'score.rice',
    'input.impact',
    'score.gone',
  ),
  descending: fc.boolean(),
  group: fc.option(fc.constantFrom(...insightGroupings)),
})
const filter = fc.record({
  status: fc.option(fc.subarray([...insightStates]), { nil: undefined }),
  priority: fc.option(fc.subarray([...priorities, 'none' as const]), { nil: undefined }),
  departments: fc.option(fc.oneof(fc.subarray([0, 1, 2, 3, 4]), fc.constantFrom('none' as const, 'several' as const)), {
    nil: undefined,
  }),
  addressee: fc.option(fc.oneof(fc.constant(2), fc.constant('none' as const)), { nil: undefined }),
  evidence: fc.option(fc.subarray([...evidenceLevels]), { nil: undefined }),
  waitingSince: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
})

function walk(all: readonly ListedInsight[], asked: { filter: InsightFilter; order: InsightOrder; limit: number }) {
  const pages = []
  let after: ListPlace | undefined
  for (;;) {
    const page = pageOfInsights(all, { ...asked, after })
    pages.push(page)
    if (page.next === null) return pages
    after = page.next
  }
}

test('law: I26 a list counts what its filter lets through, groups add up, pages hold each once and go on in one order', () => {
  fc.assert(
    fc.property(insights, filter, order, fc.integer({ min: 1, max: 9 }), (all, asked, by, limit) => {
      const expected = all.filter((one) => isAsked(one, asked))
      const pages = walk(all, { filter: asked, order: by, limit })
      const listed = pages.flatMap(({ items }) => items)
      expect(listed.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
      const [whole] = walk(all, { filter: asked, order: by, limit: 1000 })
      expect(listed).toEqual(whole?.items)
      for (const { total, groups } of pages) {
        expect(total).toBe(expected.length)
        if (by.group === null) expect(groups).toEqual([])
        else expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(total)
      }
      const { group } = by
      if (group === null) return
      // Each group is in one piece, and of the size that was said.
      const runs = listed.map((one) => groupKey(one, group)).filter((key, at, keys) => at === 0 || keys[at - 1] !== key)
      expect(new Set(runs).size).toBe(runs.length)
      expect(whole?.groups.map(({ key }) => key)).toEqual(runs)
      for (const { key, count } of whole?.groups ?? [])
        expect(listed.filter((one) => groupKey(one, group) === key)).toHaveLength(count)
    }),
  )
})

test('law: I21 I26 what is not known comes last, whichever way round', () => {
  fc.assert(
    fc.property(insights, fc.boolean(), (all, descending) => {
      const [page] = walk(all, { filter: {}, order: { by: 'score.rice', descending, group: null }, limit: 1000 })
      const scores = (page?.items ?? []).map(({ scores: { rice = null } }) => rice)
      const known = scores.filter((score) => score !== null)
      expect(scores.slice(0, known.length)).toEqual(known)
      expect(known).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)))
    }),
  )
})

test('I26 the rank is priority, then RICE, the greatest first; then nothing but ids decides', () => {
  const ranked = (id: string, priority: ListedInsight['priority'], rice: number | null) => ({
    ...plain,
    id,
    priority,
    scores: { rice },
  })
  const all = [
    ranked('none', null, 900),
    ranked('low', 'low', 9),
    ranked('urgent1', 'urgent', null),
    ranked('urgent2', 'urgent', 5),
    ranked('urgent3', 'urgent', 50),
    ranked('also', 'low', 9),
  ]
  const { items } = pageOfInsights(all, {
    filter: {},
    order: { by: 'rank', descending: false, group: null },
    after: undefined,
    limit: 10,
  })
  expect(items.map(({ id }) => id)).toEqual(['urgent3', 'urgent2', 'urgent1', 'also', 'low', 'none'])
})

test('I26 what was put in between two pages moves only itself', () => {
  const all = ['b', 'd', 'f', 'h'].map((name) => ({ ...plain, id: name, name }))
  const by: InsightOrder = { by: 'name', descending: false, group: null }
  const first = pageOfInsights(all, { filter: {}, order: by, after: undefined, limit: 2 })
  const more = [...all, { ...plain, id: 'a', name: 'a' }, { ...plain, id: 'e', name: 'e' }].filter(
    ({ id }) => id !== 'd',
  )
  const second = pageOfInsights(more, { filter: {}, order: by, after: first.next ?? undefined, limit: 9 })
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['b', 'd', 'e', 'f', 'h'])
})

test('I27 of each department it is known what waits at its filter, since when, and what is under way', () => {
  const at = (unit: number | null, status: ListedInsight['standing']['status'], since: number) => ({
    charge: { unit, why: unit === null ? ('several' as const) : ('concerned' as const) },
    standing: { status, since, until: null },
  })
  const all = [
    ...[50, 10, 30, 20].map((since) => at(2, 'backlog', since)),
    at(2, 'accepted', 5),
    at(2, 'ticket', 5),
    at(2, 'inProgress', 5),
    ...(['new', 'solved', 'verified', 'deferred', 'rejected'] as const).map((status) => at(2, status, 1)),
    at(1, 'accepted', 5),
    at(null, 'backlog', 7),
    at(3, 'rejected', 1),
  ]
  expect(loadsOf(all)).toEqual([
    { unit: 1, waiting: 0, longest: null, median: null, underWay: 1 },
    { unit: 2, waiting: 4, longest: 10, median: 20, underWay: 3 },
    { unit: null, waiting: 1, longest: 7, median: 7, underWay: 0 },
  ])
})
