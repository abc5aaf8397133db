// A list's columns, order and selection, as they follow from the address and the keys.
import { describe, expect, test } from 'vitest'
import { colsText, columnsOf, listSearch, moved, nextSort, sortOf } from './search.ts'
import { allOrNone, extended, nothingSelected, toggled } from './selection.ts'

const all = [{ id: 'name' }, { id: 'email' }, { id: 'city', extra: true }, { id: 'seen' }]
const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id).join(' ')

describe('columns', () => {
  test.each([
    [undefined, 'name email seen'],
    ['seen,city', 'name seen city'],
    ['seen,seen,nonsense', 'name seen'],
    [',', 'name'],
    ['name', 'name'],
  ])('%s shows %s', (cols, shown) => expect(ids(columnsOf(cols, all))).toBe(shown))

  test.each([undefined, 'seen,city', 'seen', ','])('%s is written as it was read', (cols) =>
    expect(colsText(columnsOf(cols, all), all)).toBe(cols),
  )

  test('a column moves by one place and never before the first', () => {
    const shown = columnsOf(undefined, all)
    const [, email, seen] = shown
    if (email === undefined || seen === undefined) throw new Error('three columns')
    expect(ids(moved(shown, seen, -1))).toBe('name seen email')
    expect(ids(moved(shown, email, -1))).toBe('name email seen')
    expect(ids(moved(shown, seen, 1))).toBe('name email seen')
  })
})

describe('order', () => {
  test('is read with its direction', () => {
    expect(sortOf('-seen')).toEqual({ by: 'seen', down: true })
    expect(sortOf('name')).toEqual({ by: 'name', down: false })
    expect([sortOf(undefined), sortOf(''), sortOf('-')]).toEqual([null, null, null])
  })
  test('turns around at the second click and starts anew with another column', () => {
    expect(nextSort(null, 'seen', true)).toBe('-seen')
    expect(nextSort(sortOf('-seen'), 'seen', true)).toBe('seen')
    expect(nextSort(sortOf('seen'), 'name', false)).toBe('name')
  })
})

test('an address keeps its texts and drops what is none', () => {
  expect(listSearch({ cols: 'a', sort: '', find: 7, channel: 'web', other: 'x' }, 'channel')).toEqual({
    cols: 'a',
    channel: 'web',
  })
})

describe('selection', () => {
  const order = ['a', 'b', 'c', 'd']
  const shown = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join('')

  test('a row goes in and out', () => {
    const one = toggled(nothingSelected, 'b')
    expect(shown(one)).toBe('b')
    expect(shown(toggled(one, 'b'))).toBe('')
  })
  test('Shift takes everything from the last one, in both directions, and keeps the rest', () => {
    const from = toggled(toggled(nothingSelected, 'd'), 'b')
    expect(shown(extended(from, order, 'c'))).toBe('bcd')
    expect(shown(extended(from, order, 'a'))).toBe('abd')
    expect(shown(extended(nothingSelected, order, 'c'))).toBe('c')
  })
  test('a row that is no longer listed is no end of a range', () => {
    expect(shown(extended({ ids: new Set(['z']), anchor: 'z' }, order, 'a'))).toBe('az')
  })
  test('all, and then none', () => {
    const every = allOrNone(toggled(nothingSelected, 'a'), order)
    expect(shown(every)).toBe('abcd')
    expect(shown(allOrNone(every, order))).toBe('')
  })
})
