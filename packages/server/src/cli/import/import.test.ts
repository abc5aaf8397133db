// Importing files: mappings, bad records, stops half way, repeats. Real files, real database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Mapping, mappingShape } from '@lotse/protocol'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testWorld } from '../../adapters/store/testing.ts'
import type { World } from '../../base/world.ts'
import { type Acceptor, createAcceptor } from '../../listen/acceptor.ts'
import { type ImportWish, importFile } from './file.ts'

let world: World
let acceptor: Acceptor
let drop: () => Promise<void>
let workspaceId = 0
const folder = mkdtempSync(join(tmpdir(), 'lotse-import-'))

beforeAll(async () => {
  ;({ world, drop } = await testWorld())
  acceptor = createAcceptor(world, { waitMs: 0 })
})
beforeEach(async () => {
  workspaceId = (await world.pool.query(`insert into workspace (name, created_at) values ('Shop', 0) returning id`))
    .rows[0].id
})
afterAll(async () => {
  await acceptor.close()
  await drop()
  rmSync(folder, { recursive: true })
})

let files = 0
const file = (content: string | Buffer, end: string) => {
  const path = join(folder, `${++files}${end}`)
  writeFileSync(path, content)
  return path
}
const run = (path: string, extra: Partial<ImportWish> = {}, through = acceptor) =>
  importFile(
    { world, acceptor: through, wish: { path, workspaceId, mapping: null, format: null, live: false, ...extra } },
    () => undefined,
  )
const log = async () =>
  (
    await world.pool.query<{ name: string; flags: number; occurred_at: number; body: string; message_id: string }>(
      'select name, flags, occurred_at, body, message_id from event where workspace_id = $1 order by txid, seq',
      [workspaceId],
    )
  ).rows

const SHOP: Mapping = mappingShape.parse({
  delimiter: ';',
  event: 'aktion',
  userId: 'kunde',
  email: 'mail',
  timestamp: { column: 'zeit', as: 'seconds' },
  channel: { value: 'store' },
  properties: { price: { column: 'preis', as: 'number' }, paid: { column: 'bezahlt', as: 'boolean' } },
})

test('a CSV file with a mapping becomes history, each record one event', async () => {
  const path = file(
    '\ufeffkunde;aktion;zeit;preis;bezahlt;mail\n7;Order Paid;1700000000;9.5;ja;Ada@Example.com\n"8";"Order; Paid";1700000001;x;nein;\n',
    '.csv',
  )
  expect(await run(path, { mapping: SHOP })).toMatchObject({ lines: 2, refused: 0, skipped: 0, done: true })
  const [first, second] = await log()
  expect(first).toMatchObject({ name: 'Order Paid', flags: 1, occurred_at: 1_700_000_000_000 })
  expect(JSON.parse(first?.body ?? '')).toEqual({
    p: { price: 9.5, paid: true },
    i: [
      ['userId', '7'],
      ['email', 'ada@example.com'],
    ],
  })
  expect(second).toMatchObject({ name: 'Order; Paid' })
})

test('JSON lines in the form of the tracking API need no mapping, gzip included', async () => {
  const lines = [
    { type: 'identify', userId: 'u1', traits: { name: 'Ada' }, messageId: 'own-id', timestamp: '2024-02-29T12:00:00Z' },
    { type: 'track', userId: 'u1', event: 'Seen' },
  ]
  await run(file(gzipSync(lines.map((line) => JSON.stringify(line)).join('\n')), '.jsonl.gz'))
  expect(await log()).toMatchObject([{ name: 'Identified', message_id: 'own-id' }, { name: 'Seen' }])
})

test('a live import starts flows', async () => {
  await run(file('{"type":"track","userId":"u1","event":"Seen","timestamp":"2020-01-01"}\n', '.jsonl'), { live: true })
  expect(await log()).toMatchObject([{ flags: 0 }])
})

test('bad records are kept aside with their number and reason, the others are imported', async () => {
  const path = file(
    '{"type":"track","userId":"u1","event":"Seen"}\nno json\n{"type":"track","event":"Seen"}\n[1]\n',
    '.jsonl',
  )
  expect(await run(path)).toMatchObject({ lines: 4, refused: 3 })
  expect(await log()).toHaveLength(1)
  const { rows } = await world.pool.query(
    'select code, detail from refused_event where workspace_id = $1 order by id',
    [workspaceId],
  )
  expect(rows).toEqual([
    { code: 'listen.event_invalid', detail: 'record 2: is not valid JSON' },
    { code: 'listen.no_identity', detail: 'record 3: the event names no customer' },
    { code: 'listen.event_invalid', detail: expect.stringContaining('record 4: ') },
  ])
})

const many = (count: number) =>
  `userId,event\n${Array.from({ length: count }, (_, n) => `u${n % 50},Seen ${n}`).join('\n')}\n`

test('a file that is imported again adds nothing', async () => {
  const path = file(many(10), '.csv')
  await run(path)
  expect(await run(path)).toMatchObject({ lines: 10, skipped: 10, done: true })
  expect(await log()).toHaveLength(10)
})

test('an import that was stopped goes on where it stopped, and every record counts once', async () => {
  const path = file(many(3500), '.csv')
  let calls = 0
  const breaking: Acceptor = {
    ...acceptor,
    accept: async (events) => {
      const accepted = await acceptor.accept(events)
      // Stopped after the commit and before the progress is noted: the worst moment.
      if (++calls === 2) throw new Error('stopped')
      return accepted
    },
  }
  await expect(run(path, {}, breaking)).rejects.toThrow('stopped')
  expect(await log()).toHaveLength(2000)
  expect(await run(path)).toMatchObject({ lines: 3500, skipped: 1000, done: true })
  const names = (await log()).map((row) => row.name)
  expect(names).toHaveLength(3500)
  expect(new Set(names).size).toBe(3500)
})

test('L94 a file that was refused without its mapping is imported with it; no row counts twice, whatever the mapping', async () => {
  const path = file('kunde;aktion;zeit\n7;Order Paid;1700000000\n', '.csv')
  expect(await run(path)).toMatchObject({ lines: 1, refused: 1, done: true })
  expect(await run(path, { mapping: SHOP })).toMatchObject({ lines: 1, refused: 0, skipped: 0, done: true })
  expect(await log()).toMatchObject([{ name: 'Order Paid' }])
  const { delimiter, ...rest } = SHOP
  expect(await run(path, { mapping: { ...rest, delimiter } })).toMatchObject({ lines: 1, skipped: 1 })
  expect(await log()).toHaveLength(1)
})
