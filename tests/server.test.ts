// The whole server as one process: stopped under load, traced, asked for its figures. Needs `npm run build` first.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Process, postgresUrl, runLotse, startLotse, temporaryFolder, until } from './process.ts'

// Several starts of a whole server, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const WRITE_KEY = 'a write key for tests'
const SENDERS = 8
const BATCH = 20

let folder: ReturnType<typeof temporaryFolder>
let servers: Process[]
let env: Record<string, string>

beforeEach(() => {
  folder = temporaryFolder()
  servers = []
  env = {
    LOTSE_DATA: folder.path,
    LOTSE_ADMIN_EMAIL: 'ada@example.org',
    LOTSE_ADMIN_PASSWORD: 'long enough for a test',
  }
})
afterEach(async () => {
  for (const server of servers) await server.end('SIGTERM')
  folder.remove()
})

const start = async (more: Record<string, string> = {}): Promise<{ server: Process; url: string }> => {
  const server = await startLotse({ ...env, ...more })
  servers.push(server)
  const url = /Lotse is ready at (\S+)/.exec(server.output())?.[1] ?? ''
  return { server, url }
}

const query = async <T extends pg.QueryResultRow>(sql: string): Promise<T[]> => {
  const client = new pg.Client(postgresUrl(folder.path))
  await client.connect()
  return client
    .query<T>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

const addSource = () =>
  query(
    `insert into source (workspace_id, name, write_key, created_at) select id, 'shop', '${WRITE_KEY}', 1 from workspace`,
  )

const send = (url: string, ids: readonly string[]) =>
  fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` },
    body: JSON.stringify({
      batch: ids.map((id) => ({ type: 'track', event: 'Seen', userId: `u${id}`, messageId: id })),
    }),
  })

test('[E1] SIGTERM under load: within 10 s, code 0, and every event that was answered with 2xx is in the log', async () => {
  const { server, url } = await start()
  await addSource()
  const answered: string[] = []
  let refused = 0
  let next = 0
  const sendOn = async (): Promise<void> => {
    for (;;) {
      const ids = Array.from({ length: BATCH }, () => `m${next++}`)
      const response = await send(url, ids).catch(() => null)
      if (response === null) break
      if (response.ok) answered.push(...ids)
      else refused++
      await response.arrayBuffer().catch(() => {})
    }
  }
  const senders = Array.from({ length: SENDERS }, sendOn)
  expect(await until(() => answered.length > 40 * BATCH)).toBe(true)
  const end = await server.end('SIGTERM')
  await Promise.all(senders)
  expect(end).toMatchObject({ code: 0 })
  expect(end.tookMs).toBeLessThan(10_000)
  expect(refused).toBeLessThanOrEqual(SENDERS)
  await start({ LOTSE_ROLES: 'jobs' })
  const stored = new Set(
    (await query<{ message_id: string }>('select message_id from event')).map((row) => row.message_id),
  )
  expect(answered.filter((id) => !stored.has(id))).toEqual([])
  expect(stored.size).toBeGreaterThanOrEqual(answered.length)
})

test('a request and the engine’s batch that it causes are traced to the collector of the environment', async () => {
  const spans: string[] = []
  const collector = createServer(async (request, response) => {
    const body = (await json(request)) as { resourceSpans: { scopeSpans: { spans: { name: string }[] }[] }[] }
    for (const { scopeSpans } of body.resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans.map(({ name }) => name))
    response.setHeader('content-type', 'application/json').end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  const { url } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` })
  await addSource()
  expect((await send(url, ['one'])).status).toBe(200)
  const seen = () => spans.includes('POST /v1/batch') && spans.some((name) => /batch/.test(name) && !/POST/.test(name))
  expect(await until(seen, 20_000), `only ${spans}`).toBe(true)
  for (const server of servers.splice(0)) await server.end('SIGTERM')
  await new Promise((resolve) => collector.close(resolve))
})

test('the figures of all threads stand under /metrics, and /readyz says when everything works', async () => {
  const { url } = await start()
  await addSource()
  expect(await until(async () => (await fetch(`${url}/readyz`)).status === 200, 20_000)).toBe(true)
  await send(url, ['one', 'two', 'two'])
  const figures = async () => (await fetch(`${url}/metrics`)).text()
  const applied = async () => /lotse_engine_inputs_total\{kind="event"\} 2\b/.test(await figures())
  expect(await until(applied)).toBe(true)
  const text = await figures()
  expect(text).toMatch(/^lotse_events_accepted_total 2$/m)
  expect(text).toMatch(/^lotse_events_duplicate_total 1$/m)
  expect(text).toMatch(/^lotse_database_connections\{pool="engine",state="idle"\} \d+$/m)
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
})

test('a token made on the command line beside the running server opens its API; another does not', async () => {
  const { url } = await start()
  const command = runLotse(['token', 'script'], env)
  expect(await command.ended).toMatchObject({ code: 0 })
  const token = command.output().trim()
  const stats = (bearer: string) => fetch(`${url}/api/v1/stats`, { headers: { authorization: `Bearer ${bearer}` } })
  expect((await stats(token)).status).toBe(200)
  expect((await stats(`${token}x`)).status).toBe(401)
})
