// Rows and headings of groups under each other.
import { expect, test } from 'vitest'
import { linesOf } from './lines.ts'

const head = (id: string, count: number, folded = false) => ({ id, label: id, count, folded })
const shown = (items: readonly string[], heads: ReturnType<typeof head>[], whole: boolean) =>
  linesOf(items, { heads, of: (item) => item[0] ?? '', fold: () => {} }, whole).map((line) =>
    line.kind === 'head' ? `# ${line.head.id}` : items[line.index],
  )

test('each group has its heading before its first row, folded ones a heading alone', () => {
  const heads = [head('a', 2), head('b', 5, true), head('c', 1), head('d', 3, true)]
  expect(shown(['a1', 'a2', 'c1'], heads, true)).toEqual(['# a', 'a1', 'a2', '# b', '# c', 'c1', '# d'])
})

test('groups behind the last row are shown once it is known that no rows come between', () => {
  const heads = [head('a', 200), head('b', 5)]
  expect(shown(['a1', 'a2'], heads, false)).toEqual(['# a', 'a1', 'a2'])
  expect(shown([], [head('a', 2, true)], true)).toEqual(['# a'])
})

test('a row whose group is not known stands where it comes', () => {
  expect(shown(['x1', 'a1'], [head('a', 1)], true)).toEqual(['x1', '# a', 'a1'])
})

test('without groups there are rows alone', () => {
  expect(linesOf(['a', 'b'], undefined, true)).toEqual([
    { kind: 'row', index: 0 },
    { kind: 'row', index: 1 },
  ])
})
