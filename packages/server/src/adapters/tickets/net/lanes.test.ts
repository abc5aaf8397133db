// Changes page by page: nothing is passed over while others go on changing things, and every walk comes to its end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesOf, type LaneQuestion } from './lanes.ts'

type Row = { readonly ref: string; updatedAt: number }
const [SIZE, NOW] = [3, 1_000_000]

/** A server with pages by number, oldest first, as most have them. */
const serve =
  (rows: Row[]) =>
  async ({ from, token }: LaneQuestion) => {
    const start = Number(token ?? 0)
    const found = rows.filter((row) => row.updatedAt >= from).sort((a, b) => a.updatedAt - b.updatedAt)
    const items = found.slice(start, start + SIZE).map((row) => ({ ...row }))
    return {
      kind: 'page' as const,
      items,
      full: start + items.length < found.length,
      token: String(start + items.length),
    }
  }

/** Walks to the end; after each page the row of that number changes. */
async function walked(rows: Row[], touched: readonly number[]): Promise<readonly string[]> {
  const told = new Set<string>()
  let cursor: string | null = JSON.stringify({ p: { at: NOW - 20_000, from: null, token: null } })
  for (let page = 0, more = true; more; page++) {
    const said = await changesOf(['p'], cursor, { grainMs: 1000, nowMs: NOW, overlapMs: 5000 }, serve(rows))
    if (said.kind !== 'ok') throw new Error('no page')
    for (const { ref } of said.changed) told.add(ref)
    ;[cursor, more] = [said.next, said.more]
    const row = rows[touched[page] ?? -1]
    if (row) row.updatedAt = NOW + page * 1000
    expect(page).toBeLessThan(100)
  }
  return [...told].sort()
}

const rowsAt = (seconds: readonly number[]): Row[] =>
  seconds.map((at, i) => ({ ref: `${i}`, updatedAt: NOW - 15_000 + at * 1000 }))
const refsOf = (rows: readonly Row[]) => rows.map(({ ref }) => ref).sort()

test('what changes between two pages pushes nothing out of sight, where no page bears one time alone', async () => {
  const seconds = fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 1 })
  const touched = fc.array(fc.nat({ max: 14 }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(seconds, touched, async (times, changes) => {
      const rows = rowsAt(times)
      expect(await walked(rows, changes)).toEqual(refsOf(rows))
    }),
    { numRuns: 300 },
  )
})

test('however many bear one time, all are told', async () => {
  const seconds = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(seconds, async (times) => {
      const rows = rowsAt(times)
      expect(await walked(rows, [])).toEqual(refsOf(rows))
    }),
  )
})

test('the next walk begins before where the last one ended, so that what was indexed late is seen', async () => {
  const rows = [{ ref: 'a', updatedAt: NOW }]
  const settings = { grainMs: 1000, nowMs: NOW, overlapMs: 5000 }
  const first = await changesOf(['p'], null, settings, serve(rows))
  rows.push({ ref: 'late', updatedAt: NOW - 4000 })
  const second = await changesOf(['p'], first.kind === 'ok' ? first.next : null, settings, serve(rows))
  expect(second.kind === 'ok' && second.changed.map(({ ref }) => ref)).toEqual(['late', 'a'])
})

test('a token that comes again ends the walk', async () => {
  const stuck = async () => ({ kind: 'page' as const, items: [{ ref: 'a', updatedAt: 0 }], full: true, token: 'same' })
  const settings = { grainMs: 1000, nowMs: NOW, overlapMs: 0 }
  const first = await changesOf(['p'], null, settings, stuck)
  const second = await changesOf(['p'], first.kind === 'ok' ? first.next : null, settings, stuck)
  expect([first.kind === 'ok' && first.more, second.kind === 'ok' && second.more]).toEqual([true, false])
})

test('a cursor that cannot be read begins anew', async () => {
  const said = await changesOf(['p'], 'no json', { grainMs: 1, nowMs: NOW, overlapMs: 1 }, serve([]))
  expect(said).toMatchObject({ kind: 'ok', changed: [], more: false })
})
