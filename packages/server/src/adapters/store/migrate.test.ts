// Migrations on a real PostgreSQL.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Migration, MigrationFault, migrate, readMigrations } from './migrate.ts'
import { createPool } from './pool.ts'
import { emptyDatabase, testDatabase } from './testing.ts'

const NOW = 1_750_000_000_000
const step = (name: string, sql: string, checksum = `sum of ${sql}`): Migration => ({ name, sql, checksum })
const first = step('0001_first.sql', 'create table shop (id bigint); insert into shop values (1)')
const second = step('0002_second.sql', 'alter table shop add column name text')

describe('on an empty database', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>
  beforeEach(async () => {
    database = await emptyDatabase()
  })
  afterEach(() => database.drop())

  const ask = async (sql: string): Promise<unknown[]> => {
    const pool = createPool({ url: database.url, name: 'lotse test', max: 1 })
    try {
      return (await pool.query(sql)).rows
    } finally {
      await pool.end()
    }
  }

  test('each file is applied once, in order, with its checksum and time', async () => {
    expect(await migrate(database.url, [first], NOW)).toEqual(['0001_first.sql'])
    expect(await migrate(database.url, [first, second], NOW + 1)).toEqual(['0002_second.sql'])
    expect(await migrate(database.url, [first, second], NOW + 2)).toEqual([])
    expect(await ask('select name, checksum, applied_at from migration order by name')).toEqual([
      { name: first.name, checksum: first.checksum, applied_at: NOW },
      { name: second.name, checksum: second.checksum, applied_at: NOW + 1 },
    ])
  })

  test('five servers that start together migrate once', async () => {
    const slow = step(
      '0001_first.sql',
      'select pg_sleep(0.2); create table shop (id bigint); insert into shop values (1)',
    )
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, [slow, second], NOW)))
    expect(applied.flat().sort()).toEqual([first.name, second.name])
    expect(await ask('select count(*) as n from shop')).toEqual([{ n: 1 }])
  })

  test('an applied file that was changed afterwards is refused, and nothing is applied', async () => {
    await migrate(database.url, [first], NOW)
    const changed = step(first.name, 'create table other ()')
    await expect(migrate(database.url, [changed, second], NOW)).rejects.toThrow(
      '0001_first.sql was changed after it was applied',
    )
    expect(await ask('select name from migration')).toEqual([{ name: first.name }])
  })

  test('a database of a newer program is refused', async () => {
    await migrate(database.url, [first, second], NOW)
    await expect(migrate(database.url, [first], NOW)).rejects.toThrow('the database is newer')
  })

  test('a file that appears before the last applied one is refused', async () => {
    await migrate(database.url, [first, step('0003_third.sql', 'select 1')], NOW)
    const late = [first, second, step('0003_third.sql', 'select 1')]
    await expect(migrate(database.url, late, NOW)).rejects.toThrow('0002_second.sql is missing in the database')
  })

  test('a file that fails leaves no trace, and the files before it stay', async () => {
    const broken = step('0002_second.sql', 'create table half (); select broken')
    await expect(migrate(database.url, [first, broken], NOW)).rejects.toThrow(MigrationFault)
    expect(await ask(`select to_regclass('half') as half, (select max(name) from migration) as last`)).toEqual([
      { half: null, last: first.name },
    ])
    expect(await migrate(database.url, [first, second], NOW)).toEqual([second.name])
  })
})

describe('the folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotse-migrations-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test.each([
    ['a strange name', ['1_first.sql'], 'is not named'],
    ['one number twice', ['0001_a.sql', '0001_b.sql'], 'stands twice'],
  ])('%s is refused', async (_, names, sentence) => {
    for (const name of names) await writeFile(join(folder, name), 'select 1')
    await expect(readMigrations(folder)).rejects.toThrow(sentence)
  })

  test('line ends do not change the checksum', async () => {
    await writeFile(join(folder, '0001_a.sql'), 'select 1;\nselect 2;\n')
    const unix = await readMigrations(folder)
    await writeFile(join(folder, '0001_a.sql'), 'select 1;\r\nselect 2;\r\n')
    expect(await readMigrations(folder)).toEqual(unix)
  })
})

test('the project’s own schema is there, and bigint is read as number, alone and in arrays', async () => {
  const { pool, drop } = await testDatabase()
  const { rows } = await pool.query(
    `select count(*) as buckets, '{1,null,9007199254740991}'::bigint[] as list, '{}'::bigint[] as none from bucket`,
  )
  expect(rows).toEqual([{ buckets: 256, list: [1, null, Number.MAX_SAFE_INTEGER], none: [] }])
  await expect(pool.query('select 9007199254740992::bigint')).rejects.toThrow('not a safe integer')
  await drop()
})
