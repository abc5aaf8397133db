// docs/requirements.md and the tests agree on what is built: nothing is silently absent, nothing is claimed without a test.
import { expect, test } from 'vitest'
import { testTitles, textOf } from './repository.ts'

/** How many requirements each group has, R0 to R4. */
const COUNTS = [48, 36, 29, 31, 34]
const ROW = /^\| (R\d+\.\d+) \| (.+) \| (open|built) \| (.+) \| (.+) \|$/

type Row = { readonly id: string; readonly state: string; readonly home: string; readonly shown: string }

const rows: Row[] = textOf('docs/requirements.md')
  .split('\n')
  .flatMap((line) => {
    const [, id, , state, home, shown] = ROW.exec(line) ?? []
    return id && state && home && shown ? [{ id, state, home, shown }] : []
  })
const named = testTitles().flatMap(({ title }) =>
  [...title.matchAll(/\[(R\d+\.\d+)\]/g)].map(([, id]) => ({ id, title })),
)
const built = rows.filter(({ state }) => state === 'built')

test('every requirement stands in the table exactly once, in order', () => {
  const ids = COUNTS.flatMap((count, group) => Array.from({ length: count }, (_, i) => `R${group}.${i + 1}`))
  expect(rows.map(({ id }) => id)).toEqual(ids)
})

test('each line of the table can be read', () => {
  const lines = textOf('docs/requirements.md').split('\n')
  expect(lines.filter((line) => line.startsWith('| R') && !ROW.test(line))).toEqual([])
})

test('what is built names its home and a test whose title carries its id', () => {
  const titles = new Set(named.map(({ id, title }) => `${id}: ${title}`))
  expect(built.filter(({ id, shown }) => !titles.has(`${id}: ${shown}`))).toEqual([])
  expect(built.filter(({ home }) => home === '–')).toEqual([])
})

test('an id in the title of a test is one that is built', () => {
  const ids = new Set(built.map(({ id }) => id))
  expect(named.filter(({ id }) => !ids.has(id ?? ''))).toEqual([])
})
