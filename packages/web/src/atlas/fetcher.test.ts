import type { AtlasEdit, AtlasRecord } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { createFetcher } from './fetcher.ts'

const record = (id: string, kind: AtlasRecord['kind'], fields: AtlasRecord['fields']): AtlasRecord => ({
  id,
  kind,
  journey: kind === 'placement' ? 'buy' : null,
  fields,
  removed: false,
})
const renamed: readonly AtlasEdit[] = [{ do: 'set', id: 'shop', field: 'name', value: { de: 'Laden' } }]

/** A map with one touchpoint placed in it, whose answers come when the test lets them, each with the name of when it was asked. */
function openMap() {
  let name = 'Shop'
  const open: (() => void)[] = []
  const names: unknown[] = []
  const placed = record('place', 'placement', { item: 'shop' })
  const records = new Map([[placed.id, placed]])
  const session = {
    now: () => ({ records }),
    learn: (learnt: readonly AtlasRecord[]) => {
      for (const one of learnt) {
        records.set(one.id, one)
        names.push(one.fields['name'])
      }
    },
  }
  const load = (id: string) => {
    const known = name
    return new Promise<AtlasRecord>((resolve) =>
      open.push(() => resolve(record(id, 'touchpoint', { name: { de: known } }))),
    )
  }
  return {
    ...createFetcher(session, load),
    names,
    asked: () => open.length,
    answer: (at: number) => open[at]?.(),
    rename: () => {
      name = 'Laden'
    },
  }
}

test('what others rename while it is being loaded comes with its new name', async () => {
  const { after, names, asked, answer, rename } = openMap()
  after({ edits: [] })
  rename()
  after({ edits: renamed })
  expect(asked()).toBe(1)
  answer(0)
  await expect.poll(asked).toBe(2)
  answer(1)
  await expect.poll(() => names).toEqual([{ de: 'Shop' }, { de: 'Laden' }])
})

test('what is placed is loaded once, and again only when it was changed', async () => {
  const { after, names, asked, answer } = openMap()
  after({ edits: [] })
  after({ edits: [] })
  answer(0)
  await expect.poll(() => names).toHaveLength(1)
  after({ edits: [] })
  expect(asked()).toBe(1)
  after({ edits: renamed })
  expect(asked()).toBe(2)
  answer(1)
  await expect.poll(() => names).toHaveLength(2)
})
