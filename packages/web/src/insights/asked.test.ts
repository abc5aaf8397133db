// What the address of the lists of insights asks the server for.
import { expect, test } from 'vitest'
import { axisAsked, foldedAsked, groupAsked, narrowingAsked, orderAsked } from './asked.ts'

test('what the address narrows to is asked for, and rubbish is not', () => {
  expect(
    narrowingAsked({
      find: 'TAN',
      status: 'underWay',
      priority: 'none',
      evidence: 'measured',
      department: '12',
      addressee: 'mine',
      escalated: 'mine',
      waiting: '14',
    }),
  ).toEqual({
    find: 'TAN',
    status: 'accepted,ticket,inProgress',
    priority: 'none',
    evidence: 'measured',
    department: '12',
    addressee: 'mine',
    escalated: 'mine',
    waitingDays: 14,
  })
  expect(
    narrowingAsked({
      status: 'constructor',
      priority: 'soon',
      evidence: 'x',
      department: '-1',
      addressee: 'all',
      escalated: 'none',
      waiting: '-3',
    }),
  ).toEqual({})
  expect(narrowingAsked({ waiting: '' })).toEqual({ waitingDays: 0 })
})

test('orders, groups and axes that nobody knows are the usual ones', () => {
  expect(orderAsked('-input.impact')).toEqual({ order: 'input.impact', direction: 'down' })
  expect(orderAsked('waiting')).toEqual({ order: 'waiting', direction: 'up' })
  expect(orderAsked('-; drop table')).toEqual({ order: 'rank', direction: 'up' })
  expect(groupAsked('department')).toBe('department')
  expect(groupAsked('journey')).toBeUndefined()
  expect(axisAsked('score.rice', 'input.impact')).toBe('score.rice')
  expect(axisAsked('reach', 'input.impact')).toBe('input.impact')
  expect(foldedAsked('new,12,../x')).toEqual(['new', '12'])
})
