// Lists for management: a column for everything, an empty cell for what is not known, and parts by department that leave nothing out and hold nothing twice.
import { firstScales, insightStates, type WorkedInsight } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ListStyle, type ListUnit, listTable, partsByDepartment } from './list-table.ts'

const AT = '2026-11-20T12:00:00.000Z'
const insight = (id: string, department: string | null, more: Partial<WorkedInsight['work']> = {}): WorkedInsight => ({
  id,
  kind: 'insight',
  journey: null,
  fields: { name: { de: `Der ${id}`, en: `The ${id}` }, sort: 'painPoint' },
  ownerId: null,
  changedAt: AT,
  removed: false,
  origins: [],
  work: {
    version: 0,
    status: 'new',
    since: AT,
    until: null,
    waitsSince: AT,
    priority: null,
    department: { id: department, why: department === null ? 'nobody' : 'own' },
    addresseeId: null,
    escalation: null,
    inputs: {},
    scores: { rice: null },
    reach: null,
    known: { level: 'assumed', since: null },
    changedAt: AT,
    ...more,
  },
})
const style: ListStyle = {
  language: 'en',
  scales: firstScales,
  unitName: (id) => `unit ${id}`,
  memberName: (id) => `member ${id}`,
  dayOf: (instant) => instant.slice(0, 10),
}
const cells = (one: WorkedInsight, more: Partial<ListStyle> = {}) => {
  const { headings, rows } = listTable('list', [one], { ...style, ...more })
  return Object.fromEntries(headings.map((heading, at) => [heading, rows[0]?.[at] ?? null]))
}

test('[R0.8] I28 every fact stands in a column of its own, and what is not known in none', () => {
  const place = { journey: 'j', journeyName: { en: 'Buy' }, phase: 'p', phaseName: { en: 'Pay' } }
  const at = (id: string, kind: 'step' | 'touchpoint', name: string) => ({
    id,
    kind,
    name: { en: name },
    how: 'concerns' as const,
  })
  const known: WorkedInsight = {
    ...insight('i', '7', {
      status: 'backlog',
      priority: 'high',
      addresseeId: '9',
      inputs: { impact: 4, reach: 12 },
      scores: { impact: 75, rice: 3.5 },
      reach: { value: 12, from: 'counted' },
      known: { level: 'measured', since: null },
      escalation: { to: '1', by: 'cora', at: AT, reason: 'It needs money' },
    }),
    origins: [
      { ...at('s', 'step', 'Card'), ...place, step: 's', stepName: { en: 'Card' } },
      { ...at('s2', 'step', 'Bill'), ...place, step: 's2', stepName: { en: 'Bill' } },
      {
        ...at('t', 'touchpoint', 'Shop'),
        journey: null,
        journeyName: null,
        phase: null,
        phaseName: null,
        step: null,
        stepName: null,
      },
    ],
  }
  expect(cells(known)).toMatchObject({
    'Pain point': 'The i',
    'Insight type': 'Pain point',
    Journeys: 'Buy',
    Phases: 'Pay',
    Steps: 'Card; Bill',
    Touchpoints: 'Shop',
    Department: 'unit 7',
    Addressee: 'member 9',
    Status: 'In the backlog',
    Since: '2026-11-20',
    Priority: 'High',
    Impact: 4,
    'Impact (score)': 75,
    'RICE (score)': 3.5,
    'Reach (customers)': 12,
    'Reach from': 'Counted',
    Evidence: 'Measured',
    'Escalated, because': 'It needs money',
    ID: 'i',
  })
  const bare = cells(insight('i', null))
  for (const heading of [
    'Journeys',
    'Department',
    'Addressee',
    'Priority',
    'Impact',
    'RICE (score)',
    'Reach (customers)',
  ])
    expect(bare[heading], heading).toBeNull()
  const criteria = firstScales.criteria.map((one) => ({ ...one, off: one.key === 'impact' }))
  expect(Object.keys(cells(known, { language: 'de', scales: { ...firstScales, criteria } }))).not.toContain('Wirkung')
  expect(cells(known, { language: 'de' })).toMatchObject({ 'Pain Point': 'Der i', Status: 'Im Backlog', Wirkung: 4 })
})

test('I28 no heading stands twice, whatever the states', () => {
  for (const status of insightStates) {
    const { headings, rows } = listTable('list', [insight('i', null, { status })], style)
    expect(new Set(headings).size).toBe(headings.length)
    expect(rows[0]).toHaveLength(headings.length)
  }
})

const kinds = ['department', 'team', 'region'] as const
const trees = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), parent: fc.option(fc.nat(8), { nil: null }) }), { maxLength: 9 })
  .map((all) =>
    all.map(({ kind, parent }, at): ListUnit => {
      const above = parent !== null && parent < at ? String(parent) : null
      return { id: String(at), kind, parentId: above }
    }),
  )

test('law: [R0.7] I29 every insight stands in exactly one part, its department’s, in the order of the list', () => {
  fc.assert(
    fc.property(trees, fc.array(fc.option(fc.nat(8), { nil: null }), { maxLength: 30 }), (units, charges) => {
      const insights = charges.map((unit, at) =>
        insight(`i${at}`, unit === null || unit >= units.length ? null : String(unit)),
      )
      const parts = partsByDepartment(insights, units)
      const told = parts.flatMap((part) => part.insights)
      expect(told.map(({ id }) => id).toSorted()).toEqual(insights.map(({ id }) => id).toSorted())
      expect(new Set(parts.map(({ unit }) => unit)).size).toBe(parts.length)
      expect(parts.findIndex(({ unit }) => unit === null)).toBe(
        parts.some(({ unit }) => unit === null) ? parts.length - 1 : -1,
      )
      for (const part of parts) {
        const places = part.insights.map(({ id }) => insights.findIndex((one) => one.id === id))
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const { work } of part.insights) expect(part.unit).toBe(slowDepartment(units, work.department.id))
      }
    }),
  )
})

/** The nearest department at or above a unit; where there is none, the unit. */
function slowDepartment(units: readonly ListUnit[], id: string | null): string | null {
  const line: ListUnit[] = []
  for (
    let unit = units.find((one) => one.id === id);
    unit;
    unit = units.find((one) => one.id === line.at(-1)?.parentId)
  )
    line.push(unit)
  return line.find(({ kind }) => kind === 'department')?.id ?? id
}
