// Groups of a list that are folded, and the first ones of each, against the whole list.
import { insightGroupings, insightStates, priorities } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupKey, type ListedInsight, type ListPlace, pageOfInsights } from './listing.ts'

const insight = fc.record({
  status: fc.constantFrom(...insightStates),
  priority: fc.option(fc.constantFrom(...priorities)),
  unit: fc.option(fc.integer({ min: 1, max: 4 })),
})
const insights = fc.array(insight, { maxLength: 60 }).map((all) =>
  all.map(
    ({ status, priority, unit }, n): ListedInsight => ({
      id: `i${n}`,
      name: '',
      sort: null,
      standing: { status, since: n, until: null },
      priority,
      charge: { unit, why: unit === null ? 'nobody' : 'named' },
      addressee: null,
      escalatedTo: null,
      inputs: {},
      scores: {},
      reach: null,
      known: { level: 'assumed', since: null },
      changedAt: n,
    }),
  ),
)
const asked = (group: (typeof insightGroupings)[number]) => ({
  filter: {},
  order: { by: 'rank', descending: false, group },
})

test('law: I26 folded groups are counted and not listed, and pages go on over them', () => {
  const folds = fc.subarray(['none', '1', '2', 'new', 'backlog', 'urgent', 'low'])
  fc.assert(
    fc.property(insights, fc.constantFrom(...insightGroupings), folds, fc.integer({ min: 1, max: 9 }), (...given) => {
      const [all, group, folded, limit] = given
      const whole = pageOfInsights(all, { ...asked(group), after: undefined, limit: 1000 })
      const listed: ListedInsight[] = []
      for (let after: ListPlace | undefined; ; ) {
        const page = pageOfInsights(all, { ...asked(group), after, limit, folded })
        expect([page.total, page.groups]).toEqual([whole.total, whole.groups])
        listed.push(...page.items)
        if (page.next === null) break
        after = page.next
      }
      expect(listed).toEqual(whole.items.filter((one) => !folded.includes(groupKey(one, group) ?? 'none')))
    }),
  )
})

test('law: I26 the first ones of each group are those that stand first in the whole list', () => {
  fc.assert(
    fc.property(insights, fc.constantFrom(...insightGroupings), fc.integer({ min: 1, max: 5 }), (all, group, each) => {
      const whole = pageOfInsights(all, { ...asked(group), after: undefined, limit: 1000 })
      const firsts = pageOfInsights(all, { ...asked(group), after: undefined, limit: 1, each })
      expect(firsts.next).toBeNull()
      expect(firsts.groups).toEqual(whole.groups)
      for (const { key } of whole.groups) {
        const of = (items: readonly ListedInsight[]) => items.filter((one) => groupKey(one, group) === key)
        expect(of(firsts.items)).toEqual(of(whole.items).slice(0, each))
      }
    }),
  )
})
