// The board leads exactly where the table of steps does.
import { insightStates, insightSteps } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { columns, leadsTo, stepsFrom, wayTo } from './ways.ts'

test('every state has one column', () => {
  expect(columns.toSorted()).toEqual(insightStates.toSorted())
})

test('I10 a card goes from column to column by the steps of the table, and by no others', () => {
  for (const from of insightStates)
    for (const to of insightStates) {
      const way = wayTo(from, to)
      const facts = Object.entries(insightSteps).filter(
        ([, fact]) => fact.to === to && fact.from.some((one) => one === from),
      )
      if (from === to) expect(way).toBe('same')
      else if (facts.length === 0) expect(way).toBe('none')
      else if (facts.every(([step]) => step === 'openTicket')) expect(way).toBe('ticket')
      else expect(facts.map(([step]) => step)).toContain(way)
    }
})

test('what a card offers is what leads away from where it is', () => {
  expect(stepsFrom('backlog')).toEqual(['accept', 'defer', 'reject'])
  expect(stepsFrom('accepted')).not.toContain('openTicket')
  expect(stepsFrom('solved').map(leadsTo)).toEqual(['inProgress', 'verified'])
})
