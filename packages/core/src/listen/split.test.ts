// Whose is whose when a wrong merge is taken apart.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LoggedClaim, namedIn, partLogs } from './split.ts'

const claim = (seq: number, side: LoggedClaim['side'], ...named: readonly string[]): LoggedClaim => ({
  seq,
  side,
  identifiers: named.map((text) => {
    const [kind = '', value = ''] = text.split(':')
    return { kind, value }
  }),
})

test('L33 what came after the merge belongs to the side of its strongest identifier', () => {
  const { leaving, sides } = partLogs([
    claim(1, 'stays', 'userId:anna', 'anonymousId:a'),
    claim(2, 'leaves', 'userId:berta', 'anonymousId:b'),
    claim(3, null, 'userId:berta', 'anonymousId:a'),
    claim(4, null, 'anonymousId:a'),
    claim(5, null, 'anonymousId:b'),
  ])
  expect(leaving).toEqual([3, 5])
  expect(sides.get('anonymousId:a')).toBe('stays')
})

test('L33 an identity that an event brings after the merge joins the side of that event', () => {
  const { leaving, sides } = partLogs([
    claim(1, 'stays', 'userId:anna'),
    claim(2, 'leaves', 'userId:berta'),
    claim(3, null, 'userId:berta', 'email:b@x.example'),
    claim(4, null, 'email:b@x.example', 'anonymousId:new'),
    claim(5, null, 'anonymousId:new'),
  ])
  expect(leaving).toEqual([3, 4, 5])
  expect(sides.get('anonymousId:new')).toBe('leaves')
})

test('L33 a device that both used before the merge belongs to who used it last; who is not named stays', () => {
  const { leaving } = partLogs([
    claim(1, 'leaves', 'anonymousId:shared'),
    claim(2, 'stays', 'anonymousId:shared'),
    claim(3, null, 'anonymousId:shared'),
    claim(4, null),
    claim(5, null, 'userId:stranger'),
  ])
  expect(leaving).toEqual([])
})

test('L33 the former id of an alias is looked for as user id and as anonymous id', () => {
  expect(
    namedIn({
      i: [
        ['userId', 'anna'],
        ['previousId', 'a'],
      ],
    }),
  ).toEqual([
    { kind: 'userId', value: 'anna' },
    { kind: 'userId', value: 'a' },
    { kind: 'anonymousId', value: 'a' },
  ])
})

test('law: L34 events before the merge never change sides, and events that name one side alone go to it', () => {
  const side = fc.constantFrom('stays' as const, 'leaves' as const)
  const event = fc.record({ side, id: fc.integer({ min: 0, max: 3 }), after: fc.boolean() })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const all = events.map(({ side, id, after }, seq) => ({ side, after, seq, named: `anonymousId:${side}${id}` }))
      const before = all.filter(({ after }) => !after)
      const known = new Set(before.map(({ named }) => named))
      const since = all.filter(({ after, named }) => after && known.has(named))
      const { leaving } = partLogs([
        ...before.map(({ seq, side, named }) => claim(seq, side, named)),
        ...since.map(({ seq, named }) => claim(seq, null, named)),
      ])
      expect(leaving).toEqual(since.filter(({ side }) => side === 'leaves').map(({ seq }) => seq))
    }),
  )
})
