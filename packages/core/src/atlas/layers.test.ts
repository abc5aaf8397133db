// What stands on what, through the layers, in both directions.
import type { AtlasKind, AtlasRecord } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextLayer, type Reached, standingsOf } from './layers.ts'

const make = (
  kind: AtlasKind,
  id: string,
  fields: AtlasRecord['fields'],
  journey: string | null = null,
): AtlasRecord => ({
  id,
  kind,
  journey,
  fields,
  removed: false,
})
const kinds: Readonly<Record<string, AtlasKind>> = { shop: 'touchpoint', anna: 'persona', crm: 'application' }
const said = (record: AtlasRecord) =>
  standingsOf(record, (id) => kinds[id]).map(({ upper, lower, how }) => `${upper} on ${lower}: ${how}`)

test.each([
  ['who supports lies below', make('link', 'l', { from: 'crm', to: 's', how: 'supports' }), ['s on crm: supports']],
  ['who feeds lies below', make('link', 'l', { from: 'db', to: 'crm', how: 'feeds' }), ['crm on db: feeds']],
  ['who uses lies above', make('link', 'l', { from: 'crm', to: 'db', how: 'uses' }), ['crm on db: uses']],
  [
    'a step on what is placed at it',
    make('placement', 'x', { item: 'shop', step: 's', order: 'V' }, 'j'),
    ['s on shop: placed'],
  ],
  ['and not on who goes there', make('placement', 'x', { item: 'anna', step: 's', order: 'V' }, 'j'), []],
  ['a journey on its steps', make('step', 's', { phase: 'p', order: 'V' }, 'j'), ['j on s: part']],
  [
    'a step on the journey that details it',
    make('journey', 'k', { ofStep: 's', under: 'life' }),
    ['life on k: part', 's on k: part'],
  ],
  [
    'a transaction on those before it and its data, a process on its transactions',
    make('transaction', 't', { process: 'p', order: 'V', after: ['a'], data: ['d'] }),
    ['p on t: part', 't on a: after', 't on d: uses'],
  ],
  ['A17 nothing on an insight, whatever it concerns', make('insight', 'i', { concerns: ['s', 'crm', 'j'] }), []],
  ['nothing on what was put aside', { ...make('step', 's', {}, 'j'), removed: true }, []],
] as const)('A13 %s', (_, record, expected) => {
  expect(said(record)).toEqual(expected)
})

test('law: A13 one layer after the other reaches each once, by a shortest way, in rings too', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const links = fc.array(fc.tuple(id, id), { maxLength: 15 })
  fc.assert(
    fc.property(links, fc.boolean(), (pairs, up) => {
      const standings = pairs.flatMap(([from, to], n) =>
        standingsOf(make('link', `l${n}`, { from, to, how: 'uses' }), () => undefined),
      )
      const reached = new Map<string, Reached>()
      const start: Reached = { id: 'a', far: 0, through: 'a', how: 'uses' }
      for (let layer: readonly Reached[] = [start]; layer.length > 0; ) {
        for (const one of layer) reached.set(one.id, one)
        layer = nextLayer(layer, standings, { up, known: new Set(reached.keys()) })
      }
      // Every distance, the slow way.
      const far = new Map([['a', 0]])
      for (let round = 0; round < 6; round++)
        for (const [from, to] of pairs) {
          const [start, end] = up ? [to, from] : [from, to]
          const steps = far.get(start)
          if (steps !== undefined && steps + 1 < (far.get(end) ?? Infinity)) far.set(end, steps + 1)
        }
      expect(Object.fromEntries([...reached].map(([one, { far: steps }]) => [one, steps]))).toEqual(
        Object.fromEntries(far),
      )
    }),
  )
})
