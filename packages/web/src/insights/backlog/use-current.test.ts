// Nothing moves under the finger of whoever decides.
import { expect, test } from 'vitest'
import { placeIn } from './use-current.ts'

test.each([
  ['it stays while another comes before it', ['new', 'a', 'b'], { id: 'b', at: 1 }, 2],
  ['the next comes into the place of what was decided', ['a', 'c'], { id: 'b', at: 1 }, 1],
  ['after the last one was decided, the one before it', ['a'], { id: 'b', at: 1 }, 0],
  ['nothing waits', [], { id: 'b', at: 4 }, 0],
  ['at first the first', ['a', 'b'], { id: undefined, at: 0 }, 0],
])('%s', (_, ids, place, at) => {
  expect(placeIn(ids, place)).toBe(at)
})
