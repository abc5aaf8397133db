import { afterAll, beforeAll, expect, test } from 'vitest'
import { bigints, byteas, fixedBytes, integers, smallints, texts, xids } from './arrays.ts'
import { testDatabase } from './testing.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const there = async (type: string, value: Buffer): Promise<unknown> =>
  (await database.pool.query(`select array_agg(x::text) as back from unnest($1::${type}[]) x`, [value])).rows[0].back

test('numbers arrive as they were sent, borders and nulls included', async () => {
  expect(
    await there(
      'int8',
      bigints([0, 1, -1, null, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 4294967296, -4294967297]),
    ),
  ).toEqual(['0', '1', '-1', null, '9007199254740991', '-9007199254740991', '4294967296', '-4294967297'])
  expect(await there('int4', integers([2147483647, -2147483648, null]))).toEqual(['2147483647', '-2147483648', null])
  expect(await there('int2', smallints([32767, -32768]))).toEqual(['32767', '-32768'])
  expect(await there('xid8', xids(['0', '18446744073709551615']))).toEqual(['0', '18446744073709551615'])
})

test('texts arrive as they were sent: quotes, braces, emoji, empty, null', async () => {
  const sent = ['', 'a"b', '{x,y}', 'NULL', null, 'ü–🚢', '\\', 'line\nbreak']
  expect(await there('text', texts(sent))).toEqual(sent)
})

test('a lone surrogate becomes the replacement character instead of breaking the message', async () => {
  expect(await there('text', texts(['a\ud800b', 'next']))).toEqual(['a\ufffdb', 'next'])
})

test('bytes arrive as they were sent, and an empty array is empty', async () => {
  expect(await there('bytea', fixedBytes(Buffer.from([0, 255, 1, 2]), 2))).toEqual(['\\x00ff', '\\x0102'])
  expect(await there('int8', bigints([]))).toBeNull()
})

test('bytes of any length arrive as they were sent', async () => {
  const sent = [Buffer.from([0, 255]), null, Buffer.alloc(0), Buffer.from('ü')]
  expect(await there('bytea', byteas(sent))).toEqual(['\\x00ff', null, '\\x', '\\xc3bc'])
})
