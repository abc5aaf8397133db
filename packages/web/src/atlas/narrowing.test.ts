import { expect, test } from 'vitest'
import { dimensionsOf, usesAsked } from './narrowing.ts'

test('[R3.21] products and brands narrow journeys, touchpoints and insights, and what has neither is not narrowed by them', () => {
  expect(dimensionsOf('journey')).toEqual(['product', 'brand', 'channel', 'persona'])
  expect(dimensionsOf('touchpoint')).toEqual(['product', 'brand', 'channel', 'persona'])
  expect(dimensionsOf('insight')).toEqual(['product'])
  expect(dimensionsOf('application')).toEqual([])
})

test('an address narrows by what it names, and rubbish in it is not asked for', () => {
  expect(usesAsked('journey', { product: 'tent', brand: 'b-1', owner: '7' })).toBe('tent,b-1')
  expect(usesAsked('journey', { product: 'a,b', brand: '', channel: undefined })).toBeUndefined()
  expect(usesAsked('application', { product: 'tent' })).toBeUndefined()
})
