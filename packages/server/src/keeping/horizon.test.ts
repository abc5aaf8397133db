// The log's order where a database came from a cluster whose transaction ids were larger.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fitLog } from '../adapters/store/keeping/horizon.ts'
import { type TestDatabase, testDatabase } from '../adapters/store/testing.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const add = (txid: string | null) =>
  database.pool.query(
    `insert into event (${txid ? 'txid, ' : ''}workspace_id, bucket, customer_id, kind, name, channel, message_id, occurred_at, received_at, body)
     values (${txid ? `'${txid}', ` : ''}1, 7, 1, 1, 'n', 'web', 'm', 1, 1, '{}')`,
  )
const order = async () =>
  (await database.pool.query<{ seq: number }>('select seq from event where bucket = 7 order by txid, seq')).rows.map(
    ({ seq }) => seq,
  )
// Other tests share the cluster, and their transactions hold the horizon back for a moment.
const unseen = async () => (await database.pool.query('select from event where txid >= log_horizon()')).rowCount

test('K7 where transaction ids are large enough nothing is changed, also while others write', async () => {
  await Promise.all([add(null), add(null), add(null)])
  expect(await fitLog(database.url)).toBe(false)
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query('select log_txid()')
  await add(null)
  expect(await unseen()).toBeGreaterThan(0)
  expect(await fitLog(database.url)).toBe(false)
  await client.query('commit')
  client.release()
})

test.each(['5000000', '900000000000000', '9000000000000000000'])(
  'K7 entries up to transaction %s: new ones come after them and all are seen',
  async (txid) => {
    await add(txid)
    await add(String(BigInt(txid) - 4_000_000n))
    expect(await unseen()).toBeGreaterThanOrEqual(2)
    expect(await fitLog(database.url)).toBe(true)
    await expect.poll(unseen, { timeout: 15_000 }).toBe(0)
    await add(null)
    expect(await order()).toEqual([2, 1, 3])
    await expect.poll(unseen, { timeout: 15_000 }).toBe(0)
    expect(await fitLog(database.url)).toBe(false)
  },
)

test('K7 a fitted log still hides what is written beside an older transaction that runs', async () => {
  await add('5000000')
  await fitLog(database.url)
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query('select log_txid()')
  await add(null)
  expect(await unseen()).toBeGreaterThan(0)
  await client.query('commit')
  client.release()
  await expect.poll(unseen, { timeout: 15_000 }).toBe(0)
})

test('K7 positions count too: an entry before them may have moved to another bucket', async () => {
  await database.pool.query(`update bucket set txid = '5000000' where bucket = 7`)
  expect(await fitLog(database.url)).toBe(true)
  await add(null)
  const { rowCount } = await database.pool.query(
    'select from event e join bucket b using (bucket) where e.txid > b.txid',
  )
  expect(rowCount).toBe(1)
})

test('K7 whoever else remembers a place in the log is asked, by the type of the column', async () => {
  await database.pool.query(`create table reader (place xid8); insert into reader values (null), ('5000000')`)
  expect(await fitLog(database.url)).toBe(true)
  await add(null)
  const { rowCount } = await database.pool.query('select from event e join reader r on e.txid > r.place')
  expect(rowCount).toBe(1)
  await database.pool.query('update reader set place = log_horizon()')
  expect(await fitLog(database.url)).toBe(false)
})

test('K7 moved once more, to a still younger cluster, the log is fitted again', async () => {
  await add('5000000')
  await fitLog(database.url)
  await add('7000000')
  expect(await fitLog(database.url)).toBe(true)
  await add(null)
  expect(await order()).toEqual([1, 2, 3])
})
