// Records read by mappings: fields and paths, numbers and dates as people write them, and mappings guessed from headings.
import { type JsonObject, type Mapping, mappingShape, parseTrack } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOfLocal, localParts } from '../../base/index.ts'
import { guessMapping, messagesOf } from './index.ts'
import { readAs } from './reading.ts'

const ZONE = 'Europe/Berlin'
const read = (record: JsonObject, mapping: object) => messagesOf(record, mappingShape.parse(mapping), ZONE)

test('L90 columns that no field names become properties; empty ones are left out', () => {
  const record = { id: '1', a: 'x', b: '', c: null }
  expect(read(record, { userId: 'id', properties: 'rest' })).toEqual([
    { type: 'track', userId: '1', properties: { a: 'x' } },
  ])
})

test('L90 paths lead into JSON; a column of that very name counts before', () => {
  const record = {
    customer: { email: 'ada@example.org', tags: ['vip'] },
    'customer.email': 'own@example.org',
    total: 5,
  }
  const mapping = { email: 'customer.email', event: { value: 'Order Paid' }, properties: { tag: 'customer.tags.0' } }
  expect(read(record, mapping)).toEqual([
    {
      type: 'track',
      event: 'Order Paid',
      context: { traits: { email: 'own@example.org' } },
      properties: { tag: 'vip' },
    },
  ])
  const { 'customer.email': _, ...nested } = record
  expect(read(nested, { email: 'customer.email', properties: 'rest' })[0]).toMatchObject({ properties: { total: 5 } })
  expect(read(nested, { userId: 'customer.toString', event: 'constructor.name' })).toEqual([{ type: 'track' }])
})

test('L93 traits beside an event become an identify before it, with ids that differ', () => {
  const record = { id: '7', city: 'Kiel', what: 'Paid', key: 'k1', mail: 'a@b.de' }
  const mapping = { userId: 'id', event: 'what', email: 'mail', messageId: 'key', traits: { city: 'city' } }
  expect(read(record, mapping)).toEqual([
    { type: 'identify', userId: '7', traits: { city: 'Kiel', email: 'a@b.de' }, messageId: 'k1:traits' },
    { type: 'track', userId: '7', event: 'Paid', context: { traits: { email: 'a@b.de' } }, messageId: 'k1' },
  ])
  expect(read(record, { ...mapping, type: { value: 'identify' } })).toHaveLength(1)
})

test.each([
  ['31.12.2026', '2026-12-30T23:00:00.000Z'],
  ['1.2.26 9:05', '2026-02-01T08:05:00.000Z'],
  ['01.07.85, 12:30:15 Uhr', '1985-07-01T10:30:15.000Z'],
  ['2026-07-01 12:30', '2026-07-01T10:30:00.000Z'],
  // The hour that is left out in spring is moved forward, the one that comes twice in autumn is the first.
  ['29.03.2026 02:30', '2026-03-29T01:30:00.000Z'],
  ['25.10.2026 02:30', '2026-10-25T00:30:00.000Z'],
  // With an offset it says itself when it was; what is no day stays what it is.
  ['2026-07-01T12:30:00Z', '2026-07-01T12:30:00Z'],
  ['31.02.2026', '31.02.2026'],
  ['1.1.2026 25:00', '1.1.2026 25:00'],
  ['gestern', 'gestern'],
])('L91 "%s" in Berlin is %s', (text, instant) => {
  expect(readAs(text, 'dayFirst', ZONE)).toBe(instant)
})

test('L91 American dates have the month first, and halves of the day', () => {
  expect(readAs('12/31/2026 2:05 PM', 'monthFirst', 'America/New_York')).toBe('2026-12-31T19:05:00.000Z')
  expect(readAs('1/2/2026 12:00 am', 'monthFirst', 'UTC')).toBe('2026-01-02T00:00:00.000Z')
})

test('law: L91 whatever the minute, a date as people write it is read as the instant at which the clocks show it', () => {
  const minute = fc.integer({ min: 0, max: 4_000_000_000 })
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC')
  fc.assert(
    fc.property(minute, zone, (seconds, where) => {
      const { year, month, day, time } = localParts(seconds * 1000, where)
      const local = Date.UTC(year, month - 1, day) + Date.parse(`1970-01-01T${time}:00Z`)
      const expected = new Date(instantOfLocal(local, where)).toISOString()
      expect(readAs(`${day}.${month}.${year} ${time}`, 'dayFirst', where)).toBe(expected)
    }),
  )
})

test.each([
  ['1.234,5', 'comma', 1234.5],
  ['-0,99', 'comma', -0.99],
  ['1.234.567', 'comma', 1234567],
  ['12.5', 'comma', 12.5],
  ['1,2,3', 'comma', '1,2,3'],
  ['12.5', 'number', 12.5],
  ['zwölf', 'number', 'zwölf'],
  ['Ja', 'boolean', true],
  ['nein', 'boolean', false],
  ['1700000000', 'seconds', 1_700_000_000_000],
  ['Infinity', 'number', 'Infinity'],
] as const)('L92 "%s" read as %s is %s', (text, as, value) => {
  expect(readAs(text, as, ZONE)).toBe(value)
})

test('L95 a table of customers as German shops keep it needs no help', () => {
  const columns = ['Kundennr.', 'Vorname', 'E-Mail-Adresse', 'PLZ', 'Umsatz', 'Newsletter', 'Geburtstag']
  const records = [
    {
      'Kundennr.': '4711',
      'E-Mail-Adresse': 'a@b.de',
      PLZ: '01067',
      Umsatz: '1.234,50',
      Newsletter: 'ja',
      Geburtstag: '24.12.1980',
    },
    { 'Kundennr.': '4712', 'E-Mail-Adresse': '', PLZ: '24103', Umsatz: '7,00', Newsletter: 'nein', Geburtstag: '' },
  ]
  const mapping: Mapping = {
    type: { value: 'identify' },
    userId: 'Kundennr.',
    email: 'E-Mail-Adresse',
    traits: {
      firstName: 'Vorname',
      postalCode: 'PLZ',
      Umsatz: { column: 'Umsatz', as: 'comma' },
      Newsletter: { column: 'Newsletter', as: 'boolean' },
      Geburtstag: { column: 'Geburtstag', as: 'dayFirst' },
    },
  }
  expect(guessMapping(columns, records)).toEqual(mapping)
  expect(mappingShape.parse(mapping)).toEqual(mapping)
})

test('L95 a table of events is known by the column with their names; times by their digits', () => {
  const records = [{ customer_id: 'u1', event: 'Paid', time: '1700000000', amount: '9.5', name: 'A', 'Name ': 'B' }]
  expect(guessMapping(Object.keys(records[0] ?? {}), records)).toEqual({
    userId: 'customer_id',
    event: 'event',
    timestamp: { column: 'time', as: 'seconds' },
    properties: { amount: { column: 'amount', as: 'number' }, name: 'name', 'Name ': 'Name ' },
  })
})

test('L95 JSON lines in the form of the tracking API are taken as what they are', () => {
  const record = { type: 'track', userId: 'u1', event: 'Paid', properties: { total: 5 } }
  const columns = ['type', 'userId', 'event', 'properties.total']
  const mapping = guessMapping(columns, [{ ...record, 'properties.total': 5 }])
  const [message] = messagesOf(record, mapping, ZONE)
  expect(message).toEqual(record)
  expect(parseTrack(message)).toMatchObject({ ok: true })
})
