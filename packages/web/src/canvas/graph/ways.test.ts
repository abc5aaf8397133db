// Ways are drawn, taken away and led through new steps, and the others stay as they were seen.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleMap } from '../testing.ts'
import { areImplied, connecting, designedWays, drawnOut, parting, stepBehind, withoutStep, wordsOf } from './ways.ts'

type Sample = ReturnType<typeof sampleMap>

const seen = (map: Sample) => designedWays(map.layout()).map(({ from, to }) => `${from}${to}`)
const stepOf = (map: Sample, id: string) => {
  const step = map.records.get(id)
  if (step === undefined) throw new Error(`there is no ${id}`)
  return step
}
const groundOf = (map: Sample) => ({ ...map.making, ways: designedWays(map.layout()), records: map.records })
const connect = (map: Sample, from: string, to: string) => map.edit(connecting({ from, to }, groundOf(map)))
const part = (map: Sample, from: string, to: string) => map.edit(parting({ from, to }, groundOf(map)))

test('where nobody drew ways, each step leads to the next; drawing one keeps those that were seen', () => {
  const map = sampleMap()
  expect([seen(map), areImplied(designedWays(map.layout()))]).toEqual([['ab', 'bc'], true])
  const back = connect(map, 'c', 'a')
  expect([seen(map), areImplied(designedWays(map.layout()))]).toEqual([['ab', 'bc', 'ca'], false])
  map.edit(back)
  expect([seen(map), areImplied(designedWays(map.layout()))]).toEqual([['ab', 'bc'], true])
})

test('a way from a step to itself, and one that is there already, is not drawn', () => {
  const map = sampleMap()
  connect(map, 'a', 'a')
  connect(map, 'a', 'b')
  expect(areImplied(designedWays(map.layout()))).toBe(true)
})

test('a way that goes without saying is taken away, and the last one stays', () => {
  const map = sampleMap()
  part(map, 'a', 'b')
  expect(seen(map)).toEqual(['bc'])
  part(map, 'b', 'c')
  expect(seen(map)).toEqual(['bc'])
})

test('two who draw the same way at once have drawn it once, and one that was taken away can be drawn again', () => {
  const map = sampleMap()
  const [mine, theirs] = [1, 2].map(() => connecting({ from: 'a', to: 'c' }, groundOf(map)))
  map.edit(mine ?? [])
  map.edit(theirs ?? [])
  expect(seen(map)).toEqual(['ab', 'ac', 'bc'])
  part(map, 'a', 'c')
  expect(seen(map)).toEqual(['ab', 'bc'])
  connect(map, 'a', 'c')
  expect(seen(map)).toEqual(['ab', 'ac', 'bc'])
})

test('a new step stands on the one way that led on, which keeps its words', () => {
  const map = sampleMap()
  map.edit(drawnOut(groundOf(map)))
  const way = designedWays(map.layout())[0]?.record?.id ?? ''
  map.edit([{ do: 'set', id: way, field: 'label', value: { de: 'gefunden' } }])
  const { id, edits } = stepBehind(map.layout(), stepOf(map, 'a'), groundOf(map))
  map.edit(edits)
  expect(map.steps()).toEqual(['a', id, 'b', 'c'])
  expect(seen(map)).toEqual([`a${id}`, `${id}b`, 'bc'])
  expect([...wordsOf(designedWays(map.layout()), 'de')]).toEqual([[`a ${id}`, 'gefunden']])
})

test('behind a step from which ways part, a new step is one more way', () => {
  const map = sampleMap()
  connect(map, 'a', 'c')
  const { id, edits } = stepBehind(map.layout(), stepOf(map, 'a'), groundOf(map))
  map.edit(edits)
  expect(seen(map)).toEqual([`a${id}`, 'ab', 'ac', 'bc'])
})

test('a step goes with its ways; what led to it leads on, and what is taken back stands as before', () => {
  const map = sampleMap()
  connect(map, 'c', 'a')
  const back = map.edit(withoutStep('b', groundOf(map)))
  expect([map.steps(), seen(map)]).toEqual([
    ['a', 'c'],
    ['ac', 'ca'],
  ])
  map.edit(back)
  expect([map.steps(), seen(map)]).toEqual([
    ['a', 'b', 'c'],
    ['ab', 'bc', 'ca'],
  ])
})

test('law: whatever is drawn and taken away, no way stands twice, none leads to what is gone, and at least one stays', () => {
  const steps = ['a', 'b', 'c'] as const
  const act = fc.tuple(fc.constantFrom('connect', 'part'), fc.constantFrom(...steps), fc.constantFrom(...steps))
  fc.assert(
    fc.property(fc.array(act, { maxLength: 24 }), (acts) => {
      const map = sampleMap()
      const model = new Set(['ab', 'bc'])
      for (const [what, from, to] of acts) {
        if (what === 'connect') {
          connect(map, from, to)
          if (from !== to) model.add(`${from}${to}`)
        } else {
          part(map, from, to)
          if (model.size > 1) model.delete(`${from}${to}`)
        }
        expect(seen(map).toSorted()).toEqual([...model].sort())
      }
    }),
  )
})
