// The built-in PostgreSQL through the life of real server processes: started, shared, killed, recovered, stopped.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  isAlive,
  type Process,
  postgresPid,
  postgresUrl,
  runLotse,
  startLotse,
  temporaryFolder,
  until,
} from './process.ts'

// Several starts of a whole server, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder: ReturnType<typeof temporaryFolder>
let servers: Process[]
let env: { readonly LOTSE_DATA: string; readonly LOTSE_ROLES: string }

beforeEach(() => {
  folder = temporaryFolder()
  servers = []
  env = { LOTSE_DATA: folder.path, LOTSE_ROLES: 'jobs' }
})
afterEach(async () => {
  for (const server of servers) await server.end('SIGKILL')
  const pid = existsSync(join(folder.path, 'postgres/postmaster.pid')) ? postgresPid(folder.path) : 0
  if (pid > 0) expect(await until(() => !isAlive(pid)), 'an orphan ends').toBe(true)
  folder.remove()
})

const start = async (): Promise<Process> => {
  const server = await startLotse(env)
  servers.push(server)
  return server
}

const query = async (sql: string): Promise<unknown[]> => {
  const client = new pg.Client(postgresUrl(folder.path))
  client.on('error', () => {})
  await client.connect()
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

const note = (text: string) => query(`insert into suppression values (1, 'email', '${text}', 'test', 1)`)
const notes = async () => (await query('select address from suppression order by address')) as { address: string }[]

/** Processes whose command line holds the text. */
const processes = (text: string): number[] =>
  execFileSync('ps', ['-eo', 'pid,stat,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text) && !/^\s*\d+ Z/.test(line))
    .map((line) => Number(line.trim().split(' ')[0]))

test('SIGTERM ends the server within 10 s with code 0, its PostgreSQL too, and what was committed is there again', async () => {
  const server = await start()
  const pid = postgresPid(folder.path)
  await note('kept')
  const end = await server.end('SIGTERM')
  expect(end).toMatchObject({ code: 0, signal: null })
  expect(end.tookMs).toBeLessThan(10_000)
  expect(isAlive(pid)).toBe(false)
  expect(processes(`lotse-watchdog ${pid}`)).toEqual([])
  await start()
  expect(await notes()).toEqual([{ address: 'kept' }])
})

test('a second server on the same folder is refused in plain words, and the first goes on', async () => {
  const first = await start()
  const second = runLotse(['start'], env)
  expect(await second.ended).toMatchObject({ code: 1 })
  expect(second.output().trim()).toBe(
    `Another Lotse server (process ${first.pid}) is using ${folder.path}. Stop it first, or give this one a folder of its own with LOTSE_DATA.`,
  )
  await note('still there')
})

test('after kill -9 the next start takes the lock over; PostgreSQL ended with the killed server', async () => {
  const server = await start()
  const pid = postgresPid(folder.path)
  await note('kept')
  expect(await server.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
  expect(existsSync(join(folder.path, 'server.lock'))).toBe(true)
  expect(await until(() => !isAlive(pid)), 'the watchdog ends it').toBe(true)
  await start()
  expect(await notes()).toEqual([{ address: 'kept' }])
})

test('of five servers that find the lock of a killed one, one starts and four are refused', async () => {
  const killed = await start()
  await killed.end('SIGKILL')
  const five = Array.from({ length: 5 }, () => runLotse(['start'], env))
  servers.push(...five)
  expect(
    await until(() => five.filter((it) => it.output().includes('Another Lotse server')).length === 4, 20_000),
  ).toBe(true)
  expect(await until(() => five.filter((it) => it.output().includes('Lotse is ready')).length === 1, 20_000)).toBe(true)
})

test('an orphaned PostgreSQL that nobody watched is ended by the next start', async () => {
  const server = await start()
  const pid = postgresPid(folder.path)
  await note('kept')
  for (const watchdog of processes(`lotse-watchdog ${pid}`)) process.kill(watchdog, 'SIGKILL')
  await server.end('SIGKILL')
  expect(isAlive(pid)).toBe(true)
  const next = await start()
  expect(next.output()).toContain('stopping the PostgreSQL that a killed server left behind')
  expect(isAlive(pid)).toBe(false)
  expect(await notes()).toEqual([{ address: 'kept' }])
})

test('kill -9 of PostgreSQL, three times: it is started again on the same port, and the server goes on', async () => {
  const server = await start()
  for (const round of [1, 2, 3]) {
    const pid = postgresPid(folder.path)
    await note(`round ${round}`)
    process.kill(pid, 'SIGKILL')
    const answers = () =>
      notes().then(
        (rows) => rows.length === round,
        () => false,
      )
    expect(await until(answers, 20_000)).toBe(true)
    expect(postgresPid(folder.path)).not.toBe(pid)
  }
  expect(isAlive(server.pid)).toBe(true)
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 })
})

test('kill -9 in the middle of the very first start leaves nothing half-made', async () => {
  for (const afterMs of [150, 500, 900, 1200]) {
    const server = runLotse(['start'], env)
    await until(() => false, afterMs)
    await server.end('SIGKILL')
  }
  await start()
  await note('works')
})

test('keys and passwords are readable by their owner alone', async () => {
  await start()
  for (const name of ['secret', 'postgres.password']) expect(statSync(join(folder.path, name)).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder.path, 'postgres')).mode & 0o077).toBe(0)
})

test('a data folder below a private folder works, although PostgreSQL’s account cannot walk there', async () => {
  const hidden = join(folder.path, 'hidden')
  mkdirSync(hidden)
  chmodSync(hidden, 0o700)
  const data = join(hidden, 'data')
  const server = await startLotse({ ...env, LOTSE_DATA: data })
  servers.push(server)
  process.kill(postgresPid(data), 'SIGKILL')
  const again = () => server.output().includes('PostgreSQL runs again')
  expect(await until(again, 20_000)).toBe(true)
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 })
})
