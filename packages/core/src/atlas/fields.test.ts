// What may stand where: one table of borders, one law that a refusal changes nothing is kept by the store.
import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { checkEdits } from './fields.ts'

const stand: AtlasRecord[] = [
  { id: 'p', kind: 'phase', journey: 'j', fields: {}, removed: false },
  { id: 's', kind: 'step', journey: 'j', fields: {}, removed: false },
  { id: 'anna', kind: 'persona', journey: null, fields: {}, removed: false },
  { id: 'shop', kind: 'touchpoint', journey: null, fields: {}, removed: false },
]
const check = (...edits: AtlasEdit[]) => checkEdits((id) => stand.find((one) => one.id === id), edits)
const set = (id: string, field: string, value: AtlasEdit extends never ? never : unknown) =>
  ({ do: 'set', id, field, value }) as AtlasEdit
const make = (kind: AtlasRecord['kind'], journey: string | null, fields: AtlasRecord['fields']): AtlasEdit => ({
  do: 'make',
  id: 'new',
  kind,
  journey,
  fields,
})

test.each([
  ['a text in two languages', set('s', 'name', { de: 'Zahlung', en: 'Payment' })],
  ['lines where lines may be', set('s', 'about', { de: 'Eins\nZwei' })],
  ['one of what is offered', set('s', 'actor', 'employee')],
  ['a record of a kind that may stand there', set('s', 'phase', 'p')],
  ['several', set('shop', 'personas', ['anna'])],
  ['a number inside its borders', set('s', 'momentOfTruth', true)],
  ['nothing where nothing may be', set('s', 'actor', null)],
  ['a new one that is whole', make('feeling', 'j', { step: 's', value: -2 })],
])('A4 %s is taken', (_, edit) => {
  expect(() => check(edit)).not.toThrow()
})

test.each([
  ['two lines of one', set('s', 'name', { de: 'Eins\nZwei' }), 'atlas.value_invalid'],
  ['a language that is none', set('s', 'name', { deutsch: 'x' }), 'atlas.value_invalid'],
  ['a bare text', set('s', 'name', 'Zahlung'), 'atlas.value_invalid'],
  ['what is not offered', set('s', 'actor', 'robot'), 'atlas.value_invalid'],
  ['a record that does not exist', set('s', 'phase', 'none'), 'atlas.value_invalid'],
  ['a record of another kind', set('s', 'phase', 'anna'), 'atlas.value_invalid'],
  ['the same twice', set('shop', 'personas', ['anna', 'anna']), 'atlas.value_invalid'],
  ['too much', make('feeling', 'j', { step: 's', value: 3 }), 'atlas.value_invalid'],
  ['a key that is none', set('s', 'order', 'A0'), 'atlas.value_invalid'],
  ['a field of another kind', set('s', 'vendor', { de: 'x' }), 'atlas.unknown_field'],
  ['a name that every object has', set('s', 'constructor', { de: 'x' }), 'atlas.unknown_field'],
  ['nothing where something is needed', set('s', 'phase', null), 'atlas.field_needed'],
  ['a new one that lacks something', make('feeling', 'j', { value: 1 }), 'atlas.field_needed'],
  ['a step outside of a journey', make('step', null, { phase: 'p', order: 'A' }), 'atlas.wrong_home'],
  ['a persona inside of one', make('persona', 'j', {}), 'atlas.wrong_home'],
])('A4 %s is refused', (_, edit, code) => {
  expect(() => check(edit)).toThrow(expect.objectContaining({ code }))
})

test('A4 what is pasted may name what comes behind it', () => {
  const step: AtlasEdit = { do: 'make', id: 'n', kind: 'step', journey: 'j', fields: { phase: 'q', order: 'B' } }
  expect(() => check(step, { do: 'make', id: 'q', kind: 'phase', journey: 'j', fields: { order: 'C' } })).not.toThrow()
  expect(() => check(step)).toThrow(expect.objectContaining({ code: 'atlas.value_invalid' }))
})
