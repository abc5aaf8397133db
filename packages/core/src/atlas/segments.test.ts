// Segments of customers that a journey counts apart: those its map names, with what they ask for; and what none may ask for.
import { type AtlasRecord, type Condition, type Json, SEGMENTS_MAX } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { parseCondition } from '../base/index.ts'
import { checkEdits } from './fields.ts'
import { freezeJourney } from './measuring.ts'
import { freezeSegments } from './segments.ts'

const json = (value: Condition): Json => JSON.parse(JSON.stringify(value))
const record = (id: string, kind: AtlasRecord['kind'], fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind,
  journey: null,
  fields,
  removed: false,
})
const segment = (id: string, where?: string) =>
  record(id, 'segment', {
    name: { de: id },
    ...(where === undefined ? {} : { condition: json(parseCondition(where)) }),
  })
const freeze = (...records: AtlasRecord[]) => freezeSegments('buy', new Map(records.map((one) => [one.id, one])))

describe('J13 an edition freezes the segments that its map names', () => {
  test('the journey’s own first, then those of its personas, then those of whom and what stands on the map', () => {
    const { segments, faults } = freeze(
      record('shop', 'touchpoint', { segments: ['zurich', 'adults', 'club'] }),
      record('beat', 'persona', { segment: 'firms' }),
      record('gerda', 'persona', { segment: 'club' }),
      record('buy', 'journey', { personas: ['gerda'], segments: ['new'] }),
      ...['zurich', 'adults', 'firms', 'club', 'new', 'unnamed'].map((id) => segment(id, 'exists(trait.age)')),
    )
    expect(segments.map(({ id }) => id)).toEqual(['new', 'club', 'adults', 'firms', 'zurich'])
    expect(segments[0]).toEqual({ id: 'new', name: { de: 'new' }, where: { exists: { trait: 'age' } } })
    expect(faults).toEqual([])
  })

  test('one of which nobody said who belongs to it is told, and not counted', () => {
    const { segments, faults } = freeze(
      record('buy', 'journey', { segments: ['club', 'new', 'gone'] }),
      segment('club'),
      segment('new', 'trait.age > 18'),
    )
    expect(segments.map(({ id }) => id)).toEqual(['new'])
    expect(faults).toEqual([{ code: 'segment_open', record: 'club', facts: {} }])
  })

  test('beyond twelve it is said how many there are', () => {
    const ids = Array.from({ length: SEGMENTS_MAX + 3 }, (_, n) => `s${n}`)
    const { segments, faults } = freeze(
      record('buy', 'journey', { segments: ids }),
      ...ids.map((id) => segment(id, 'exists(trait.age)')),
    )
    expect(segments.map(({ id }) => id)).toEqual(ids.slice(0, SEGMENTS_MAX))
    expect(faults).toEqual([{ code: 'too_many_segments', record: null, facts: { most: '12', count: '15' } }])
  })

  test('a journey that names none is frozen as before; what hinders measuring is an error, what is left out a warning', () => {
    const { document } = freezeJourney('buy', [record('buy', 'journey', {})])
    expect(document).not.toHaveProperty('segments')
    const wrong = record('club', 'segment', { condition: json({ exists: { property: 'total' } }) })
    const { faults } = freezeJourney('buy', [
      record('buy', 'journey', { segments: ['club', 'new'] }),
      wrong,
      segment('new'),
    ])
    expect(faults).toContainEqual({
      code: 'condition_invalid',
      severity: 'error',
      record: 'club',
      facts: { reason: 'condition.out_of_reach' },
    })
    expect(faults).toContainEqual({ code: 'segment_open', severity: 'warning', record: 'new', facts: {} })
  })
})

describe('J13 the condition of a segment', () => {
  const set = (value: Json) => () =>
    checkEdits(() => segment('club'), [{ do: 'set', id: 'club', field: 'condition', value }])

  test.each([
    'trait.club in ["gold", "silver"]',
    'exists(identity.email) and not account.size < 10',
    'trait.since > 30d ago or trait.until < now',
  ])('may ask for what is known of a customer: %s', (text) => {
    expect(set(json(parseCondition(text)))).not.toThrow()
  })

  test.each([
    'count("Order Completed" within 30d) > 1',
    'property.total > 10',
    'event.channel = "web"',
    'trait.club = "gold" and hour > 9',
  ])('may not ask for what happened, nor for the hour: %s', (text) => {
    expect(set(json(parseCondition(text)))).toThrow(expect.objectContaining({ code: 'condition.out_of_reach' }))
  })

  test('must be one', () => {
    expect(set({ all: [] })).toThrow(expect.objectContaining({ code: 'atlas.value_invalid' }))
    expect(set('trait.club = 1')).toThrow(expect.objectContaining({ code: 'atlas.value_invalid' }))
    expect(set(json({ op: 'matches', left: { trait: 'a' }, right: { literal: '(' } }))).toThrow(
      expect.objectContaining({ code: 'condition.pattern_invalid' }),
    )
    expect(set(null)).not.toThrow()
  })
})
