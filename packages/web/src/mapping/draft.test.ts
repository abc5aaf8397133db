// Mappings as people edit them: what a row does not show is kept, and what is shown is what is sent.
import { type Mapping, mappingShape } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { draftOf, lackOf, mappingOf, rowFor, withRow } from './draft.ts'

const CUSTOMERS: Mapping = {
  type: { value: 'identify' },
  userId: 'Kundennummer',
  email: 'E-Mail',
  traits: { Umsatz: { column: 'Umsatz', as: 'comma' } },
}
const EVENTS: Mapping = {
  event: { value: 'Order Paid' },
  userId: 'customer.id',
  timestamp: { column: 'at', as: 'dayFirst' },
  externalIds: { crm: 'crm' },
  groupId: 'company',
  channel: { value: 'store' },
  properties: 'rest',
}

test.each([
  ['customers', CUSTOMERS],
  ['events with parts that no row shows', EVENTS],
  ['messages that say themselves what they are', { type: 'type', event: 'event', userId: 'userId' }],
])('%s come back as they were', (_, mapping) => {
  const draft = draftOf(mapping, ['Ort', 'Umsatz', 'E-Mail', 'Kundennummer'])
  expect(mappingOf(draft)).toEqual(mapping)
  expect(mappingShape.parse(mappingOf(draft))).toEqual(mapping)
})

test('every column has a row in its order, used or not', () => {
  const draft = draftOf(CUSTOMERS, ['Ort', 'Umsatz', 'E-Mail', 'Kundennummer'])
  expect(draft.rows.map(({ column, target }) => [column, target])).toEqual([
    ['Ort', 'none'],
    ['Umsatz', 'trait'],
    ['E-Mail', 'email'],
    ['Kundennummer', 'userId'],
  ])
  const changed = withRow(draft, 0, { target: 'trait', name: 'city' })
  expect(mappingOf(changed).traits).toEqual({ city: 'Ort', Umsatz: { column: 'Umsatz', as: 'comma' } })
})

test('a name typed for all is only sent where no column says it, and never for customers', () => {
  const draft = { ...draftOf(EVENTS, ['what']), eventName: ' Paid ' }
  expect(mappingOf(draft).event).toEqual({ value: 'Paid' })
  const byColumn = { ...draft, rows: [...draft.rows, rowFor('what', 'event')] }
  expect(mappingOf(byColumn).event).toBe('what')
  expect(mappingOf({ ...byColumn, kind: 'customer' })).not.toHaveProperty('event')
})

test('what is lacking is said: somebody, then what happened', () => {
  const empty = draftOf({}, ['id', 'what'])
  expect(lackOf(empty)).toBe('identity')
  const known = withRow(empty, 0, { target: 'userId' })
  expect(lackOf(known)).toBe('event')
  expect(lackOf({ ...known, eventName: 'Paid' })).toBeNull()
  expect(lackOf({ ...known, kind: 'customer' })).toBeNull()
  expect(lackOf(withRow(known, 1, { target: 'event' }))).toBeNull()
})
