import { expect, test } from 'vitest'
import { arisingAsked } from './arising.ts'

const inside = { phase: ['before'], step: ['pay'] }

test('[R0.15] the list of insights is narrowed by journey, phase, step, touchpoint and sort as the address says', () => {
  expect(
    arisingAsked({ journey: 'buy', phase: 'before', step: 'pay', touchpoint: 'shop', what: 'risk' }, inside),
  ).toEqual({
    at: 'buy,before,pay,shop',
    sort: 'risk',
  })
  expect(arisingAsked({}, inside)).toEqual({})
})

test('a phase or step of another journey, or without one, narrows nothing; nor does rubbish', () => {
  expect(arisingAsked({ journey: 'return', phase: 'before', step: 'pay' }, { phase: ['back'], step: [] })).toEqual({
    at: 'return',
  })
  expect(arisingAsked({ phase: 'before', touchpoint: 'a,b', what: 'wonder' }, inside)).toEqual({})
  // What lies in the journey is not known yet: the address is believed.
  expect(arisingAsked({ journey: 'buy', step: 'pay' }, { phase: undefined, step: undefined })).toEqual({
    at: 'buy,pay',
  })
})
