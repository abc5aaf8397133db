// The parser of tracked messages: borders in tables, and laws against the schema and a plain count.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEnvelope } from './envelope.ts'
import { readInstant } from './instant.ts'
import { type TrackFault, type TrackType, trackLimits, trackMessage, trackTypes } from './message.ts'
import { parseTrack } from './parse.ts'

const faultOf = (value: unknown, type?: TrackType): TrackFault | undefined => {
  const parsed = parseTrack(value, type)
  return parsed.ok ? undefined : parsed.fault
}
const track = (extra: object) => ({ type: 'track', event: 'Seen', userId: 'u1', ...extra })
const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) })
const wide = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]))

describe('what is refused, and the field it names', () => {
  test.each<[string, unknown, string, string]>([
    ['no object', [], 'listen.event_invalid', ''],
    ['no type', { event: 'x' }, 'listen.event_invalid', 'type'],
    ['an unknown type', { type: 'toString' }, 'listen.event_invalid', 'type'],
    ['a track without an event', { type: 'track' }, 'listen.event_invalid', 'event'],
    ['an event of spaces', { type: 'track', event: '  ' }, 'listen.event_invalid', 'event'],
    ['a group without its id', { type: 'group' }, 'listen.event_invalid', 'groupId'],
    ['an alias without the former id', { type: 'alias', userId: 'u' }, 'listen.event_invalid', 'previousId'],
    ['an id that is an object', track({ userId: {} }), 'listen.event_invalid', 'userId'],
    ['an id that is a fraction', track({ userId: 1.5 }), 'listen.event_invalid', 'userId'],
    ['an id that is too long', track({ userId: 'x'.repeat(256) }), 'listen.event_invalid', 'userId'],
    ['properties as a list', track({ properties: [] }), 'listen.event_invalid', 'properties'],
    ['properties as text', track({ properties: 'a=1' }), 'listen.event_invalid', 'properties'],
    ['a time that is none', track({ timestamp: 'yesterday' }), 'listen.event_invalid', 'timestamp'],
    ['a time far behind', track({ timestamp: '1899-12-31T23:59:59Z' }), 'listen.time_out_of_range', 'timestamp'],
    ['a time far ahead', track({ timestamp: 7_258_118_400_001 }), 'listen.time_out_of_range', 'timestamp'],
    ['NUL in a value', track({ properties: { a: ['x\u0000'] } }), 'listen.text_invalid', 'properties.a.0'],
    ['NUL in a name', track({ properties: { 'a\u0000': 1 } }), 'listen.text_invalid', 'properties'],
    ['half a surrogate pair', track({ traits: { n: '\ud83d' } }), 'listen.text_invalid', 'traits.n'],
    ['NUL in an id', track({ userId: 'u\u0000' }), 'listen.text_invalid', 'userId'],
    [
      '__proto__',
      JSON.parse('{"type":"track","event":"x","properties":{"__proto__":{"a":1}}}'),
      'listen.key_forbidden',
      'properties.__proto__',
    ],
    [
      'constructor.prototype',
      track({ properties: { constructor: { prototype: {} } } }),
      'listen.key_forbidden',
      'properties.constructor',
    ],
    ['13 levels', track({ properties: nested(12) }), 'listen.too_many_properties', `properties${'.a'.repeat(12)}`],
    ['10,000 properties', track({ properties: wide(10_000) }), 'listen.too_many_properties', 'properties.k996'],
    [
      'a name of 201 characters',
      track({ properties: { ['x'.repeat(201)]: 1 } }),
      'listen.too_many_properties',
      'properties',
    ],
    ['33 KB', track({ properties: { text: 'x'.repeat(33_000) } }), 'listen.event_too_large', ''],
    ['33 KB in few characters', track({ properties: { text: '€'.repeat(11_000) } }), 'listen.event_too_large', ''],
  ])('%s', (_, value, code, field) => {
    expect(faultOf(value)).toMatchObject({ code, field })
  })

  test('the detail shows no value of the sender', () => {
    expect(JSON.stringify(faultOf(track({ userId: { secret: 1 } })))).not.toContain('secret')
  })
})

describe('what is taken', () => {
  test('a constructor that is a name, texts of 32 KB, 11 levels, a whole number as id', () => {
    expect(faultOf(track({ properties: { constructor: 'Ferrari' } }))).toBeUndefined()
    expect(faultOf(track({ properties: { text: 'x'.repeat(32_000) } }))).toBeUndefined()
    expect(faultOf(track({ properties: nested(11) }))).toBeUndefined()
    expect(parseTrack({ type: 'identify', userId: 42 })).toMatchObject({ ok: true, message: { userId: '42' } })
  })

  test('the address decides the type where it names one', () => {
    expect(parseTrack({ type: 'track', event: 'x', userId: 'u' }, 'page')).toMatchObject({ message: { type: 'page' } })
  })

  test.each<[string | number, number]>([
    ['2026-03-29T02:30:00+01:00', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-10-25T02:30:00.123456Z', Date.UTC(2026, 9, 25, 2, 30, 0, 123)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-11-21 10:00:00', Date.UTC(2026, 10, 21, 10)],
    ['2026-11-21T10:00:00-0530', Date.UTC(2026, 10, 21, 15, 30)],
    ['2016-12-31T23:59:60Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
    [1_700_000_000_000, 1_700_000_000_000],
  ])('the time %s', (value, ms) => {
    expect(readInstant(value)).toBe(ms)
  })

  test.each(['2026-02-29', '2026-13-01', '2026-11-21T25:00:00Z', '', '21.11.2026', '2026-11-21T10:00:00+99:00'])(
    'no time: %s',
    (value) => {
      expect(readInstant(value)).toBe('unreadable')
    },
  )

  test('law: every time that JavaScript writes is read as the same instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_208_988_800_000, max: 7_258_118_400_000 }), (ms) => {
        expect(readInstant(new Date(ms).toISOString())).toBe(ms)
      }),
    )
  })
})

describe('the body', () => {
  test('L51 a batch is a list of at most 500 events', () => {
    expect(readEnvelope({ batch: {} }, true)).toMatchObject({ code: 'request.invalid', field: 'batch' })
    expect(readEnvelope('text', true)).toMatchObject({ code: 'request.invalid' })
    expect(readEnvelope({ batch: Array(501).fill({}) }, true)).toMatchObject({ code: 'listen.batch_too_long' })
    expect(readEnvelope({ batch: Array(500).fill({}) }, true)).not.toHaveProperty('code')
  })

  test('a single message is the body itself', () => {
    const body = { type: 'track', writeKey: 'k', sentAt: '2026-11-21T10:00:00Z' }
    expect(readEnvelope(body, false)).toEqual({
      messages: [body],
      writeKey: 'k',
      sentAt: Date.UTC(2026, 10, 21, 10),
      live: false,
    })
  })

  test('L52 a batch whose common context is harmful is refused', () => {
    const body = JSON.parse('{"batch":[],"context":{"a":{"__proto__":{}}}}')
    expect(readEnvelope(body, true)).toMatchObject({ code: 'request.invalid', field: 'context.a.__proto__' })
  })
})

const anyText = fc.oneof(fc.string(), fc.constantFrom('', '  ', ' u1 ', 'x'.repeat(201), 'x'.repeat(256), '\u0000'))
const anyTime = fc.oneof(
  fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-30', 'soon', '1800-01-01', 1e15, -1e15, 0.5),
  fc.double({ noNaN: true }),
)
const anyField = fc.oneof(
  anyText,
  anyTime,
  fc.jsonValue(),
  fc.constant(null),
  fc.constant(undefined),
  fc.maxSafeInteger(),
)
const anyMessage = fc.record(
  {
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom<unknown>(...trackTypes) },
      { weight: 1, arbitrary: anyField },
    ),
    messageId: anyField,
    userId: anyField,
    anonymousId: fc.oneof(anyText, fc.maxSafeInteger()),
    previousId: anyText,
    groupId: anyText,
    event: fc.oneof(anyText, fc.constant('Seen')),
    name: anyText,
    category: anyText,
    channel: anyText,
    timestamp: anyTime,
    originalTimestamp: anyTime,
    sentAt: anyTime,
    properties: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), anyField),
    traits: fc.dictionary(fc.string(), fc.jsonValue()),
    context: fc.dictionary(fc.string(), fc.jsonValue()),
    strange: fc.jsonValue(),
  },
  { requiredKeys: ['type'] },
)

const CONTENT = new Set([
  'listen.text_invalid',
  'listen.key_forbidden',
  'listen.too_many_properties',
  'listen.event_too_large',
])

test('law: the parser takes what the schema takes, as the schema reads it', () => {
  fc.assert(
    fc.property(anyMessage, (value) => {
      const parsed = parseTrack(value)
      const read = trackMessage.safeParse(value)
      if (!parsed.ok && CONTENT.has(parsed.fault.code)) return
      expect(parsed.ok).toBe(read.success)
      if (!parsed.ok || !read.success) return
      const known = Object.keys(trackMessage.shape).filter((key) => key in read.data)
      const expected = Object.fromEntries(
        known.map((key) => [key, read.data[key]]).filter(([, field]) => field !== undefined),
      )
      expect({ ...parsed.message }).toEqual(expected)
    }),
    { numRuns: 2000 },
  )
})

test('law: L50 every event of more than 32 KB is refused, every smaller one is not for its size', () => {
  const sized = fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 200 }), times: fc.nat({ max: 200 }) })
  fc.assert(
    fc.property(sized, ({ text, times }) => {
      const event = track({ properties: { text: text.repeat(times) } })
      const bytes = new TextEncoder().encode(JSON.stringify(event)).length
      expect(faultOf(event)?.code === 'listen.event_too_large').toBe(bytes > trackLimits.eventBytes)
    }),
  )
})
