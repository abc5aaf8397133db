// An open journey on a bad line: nothing is sent twice at once, refusals take back what was refused, undo waits for its turn.
import type { PlacedChange } from '@lotse/core/atlas'
import type { AtlasEdit } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { Session } from './session.ts'
import { sampleRecords } from './testing.ts'

/** A server that answers when it is told to. */
function bench() {
  const sent: { id: string; base?: number; edits?: AtlasEdit[]; undo?: string; fail: (why: Error) => void }[] = []
  const later: (() => void)[] = []
  const told: unknown[] = []
  let made = 0
  const session = new Session(
    { records: sampleRecords(), seq: 7 },
    {
      change: (change) => new Promise((_, fail) => sent.push({ ...change, fail })),
      undo: (of, id) => new Promise((_, fail) => sent.push({ id, undo: of, fail })),
      refused: (failure) => failure instanceof RangeError,
      newId: () => `c${++made}`,
      later: (act) => later.push(act),
    },
    (failure) => told.push(failure),
  )
  const name = () => session.now().records.get('a')?.fields['name']
  const set = (value: string) => session.edit([{ do: 'set', id: 'a', field: 'name', value: { de: value } }])
  const place = (change: Omit<PlacedChange, 'seq'>, seq: number) => session.receive({ ...change, seq })
  return { session, sent, later, told, name, set, place }
}
const settle = () => new Promise((done) => setImmediate(done))

test('what is done shows at once; the next change is sent when the first has come back', () => {
  const { session, sent, name, set, place } = bench()
  set('Eins')
  set('Zwei')
  expect([name(), session.now().waiting, sent.length]).toEqual([{ de: 'Zwei' }, 2, 1])
  place({ id: sent[0]?.id ?? '', edits: sent[0]?.edits ?? [] }, 8)
  expect([sent.length, sent[1]?.base, session.now().waiting]).toEqual([2, 8, 1])
  place({ id: sent[1]?.id ?? '', edits: sent[1]?.edits ?? [] }, 9)
  expect([session.now().waiting, name()]).toEqual([0, { de: 'Zwei' }])
})

test('what was refused is taken back and told; what comes after is sent', async () => {
  const { session, sent, told, name, set } = bench()
  set('Falsch')
  session.edit([{ do: 'set', id: 'b', field: 'selfService', value: true }])
  sent[0]?.fail(new RangeError('no'))
  await settle()
  expect([name(), told.length, sent.length]).toEqual([{ de: 'Suchen' }, 1, 2])
  expect(session.now().mayUndo).toBe(true)
})

test('without an answer the same change is sent again under the same id', async () => {
  const { sent, later, told, set } = bench()
  set('Zäh')
  sent[0]?.fail(new Error('no network'))
  await settle()
  expect([sent.length, later.length]).toEqual([1, 1])
  later[0]?.()
  expect(sent.map(({ id }) => id)).toEqual(['c1', 'c1'])
  expect(told).toEqual([])
})

test('undo waits for the change to be placed, redo takes the undo back, and a new change ends redoing', () => {
  const { session, sent, set, place } = bench()
  set('Neu')
  session.undo()
  expect(sent).toHaveLength(1)
  place({ id: 'c1', edits: sent[0]?.edits ?? [] }, 8)
  expect(sent[1]).toMatchObject({ undo: 'c1' })
  expect([session.now().mayUndo, session.now().mayRedo]).toEqual([false, true])
  place({ id: sent[1]?.id ?? '', edits: [] }, 9)
  session.redo()
  expect(sent[2]).toMatchObject({ undo: sent[1]?.id })
  place({ id: sent[2]?.id ?? '', edits: [] }, 10)
  expect([session.now().mayUndo, session.now().mayRedo]).toEqual([true, false])
  session.undo()
  place({ id: sent[3]?.id ?? '', edits: [] }, 11)
  set('Anders')
  expect(session.now().mayRedo).toBe(false)
})

test('an undo that did not come through can be tried again; one that is refused cannot', async () => {
  const { session, sent, told, set, place } = bench()
  set('Neu')
  place({ id: 'c1', edits: sent[0]?.edits ?? [] }, 8)
  session.undo()
  sent[1]?.fail(new Error('no network'))
  await settle()
  expect([session.now().mayUndo, session.now().mayRedo, told.length]).toEqual([true, false, 1])
  session.undo()
  sent[2]?.fail(new RangeError('nothing left'))
  await settle()
  expect([session.now().mayUndo, session.now().mayRedo]).toEqual([false, false])
})

test('what others do meanwhile is there beside one’s own', () => {
  const { session, name, set, place } = bench()
  set('Suchen und')
  place({ id: 'x', edits: [{ do: 'set', id: 'b', field: 'order', value: 'B' }] }, 8)
  expect([name(), session.now().records.get('b')?.fields['order']]).toEqual([{ de: 'Suchen und' }, 'B'])
})
