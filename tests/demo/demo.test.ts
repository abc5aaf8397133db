// The demo as a newcomer starts it: a process of its own, an empty data folder, real mail, everybody can sign in, and it stops and comes back.
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { roles } from '@lotse/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Process, runLotse, temporaryFolder, until } from '../process.ts'

const START_MS = 240_000
const STOP_MS_MAX = 10_000
/** The life cycle, its twelve journeys, two as they shall be, one part, one template. */
const JOURNEYS = 17
/** Those whose end some event tells of. */
const MEASURED = 8

type DemoFile = {
  readonly url: string
  readonly mailUrl: string
  readonly writeKey: string
  readonly apiToken: string
  readonly users: readonly { readonly email: string; readonly password: string; readonly role: string }[]
}

const folder = temporaryFolder()
let running: Process
let demo: DemoFile

beforeAll(async () => {
  running = await startDemo()
  demo = readDemoFile()
}, START_MS)
afterAll(async () => {
  await running?.end('SIGKILL')
  folder.remove()
})

async function startDemo(): Promise<Process> {
  const env = {
    PORT: String(await freePort()),
    LOTSE_DATA: folder.path,
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x',
    HOST: '0.0.0.0',
  }
  const started = runLotse(['demo', '--speed', '4'], env)
  const over = started.ended.then(() => true)
  const isReady = () => /^Lotse is ready at http/m.test(started.output())
  await until(async () => isReady() || (await Promise.race([over, false])), START_MS)
  if (!isReady()) throw new Error(`the demo did not become ready:\n${started.output()}`)
  return started
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

const readDemoFile = (): DemoFile => JSON.parse(readFileSync(join(folder.path, 'demo.json'), 'utf8'))

async function api(path: string) {
  const response = await fetch(`${demo.url}/api/v1${path}`, { headers: { authorization: `Bearer ${demo.apiToken}` } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}
const accepted = async (): Promise<number> => (await api('/stats')).events.accepted
const written = async () => (await api('/audit?operation=changeAtlas&limit=200')).items
const mails = async () => (await fetch(`${demo.mailUrl}/mails`)).json()

test('demo.json says where to go and how to get in, to its owner alone', () => {
  const loopback = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)
  const secret = expect.stringMatching(/^.{20,}$/)
  const users = roles.map((role) => ({
    role,
    email: expect.stringContaining('@'),
    password: expect.stringMatching(/^.{12,}$/),
  }))
  expect(demo).toEqual({ url: loopback, mailUrl: loopback, writeKey: secret, apiToken: secret, users })
  expect(statSync(join(folder.path, 'demo.json')).mode & 0o777).toBe(0o600)
  expect(running.output()).toContain(`Lotse is ready at ${demo.url}\n`)
  expect(running.output()).toContain(demo.mailUrl)
  for (const { email, password } of demo.users)
    expect(running.output()).toMatch(new RegExp(`${password}[\\s\\S]*${email}`))
})

test('it keeps to the loopback interface and to a database of its own, whatever the environment says', async () => {
  expect(running.output()).toContain('whatever HOST says')
  expect(running.output()).toContain('whatever DATABASE_URL says')
  expect(statSync(join(folder.path, 'demo', 'postgres')).isDirectory()).toBe(true)
})

test('each role signs in with its password and works in the company', async () => {
  for (const { email, password, role } of demo.users) {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${demo.url}/api/v1/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password }),
    })
    expect(await response.json()).toMatchObject({
      role,
      member: { email },
      workspace: { name: 'Nordlicht Ausrüstung GmbH' },
    })
  }
})

test('the past is there: customers of the recording with a name, a consent and a history that started no flow', async () => {
  expect(await accepted()).toBeGreaterThan(31_106 + 600)
  const [found] = (await api('/customers?identity=userId:user_0000')).items
  expect(found.traits).toMatchObject({ firstName: expect.any(String), email: expect.stringMatching(/\.example$/) })
  const { items } = await api(`/customers/${found.id}/timeline?limit=200`)
  expect(
    items.filter(
      (item: { kind: string; detail: { history?: boolean } }) => item.kind === 'event' && item.detail.history,
    ).length,
  ).toBeGreaterThan(5)
})

test('seven flows are published, and events keep arriving and move customers through them', async () => {
  const { items } = await api('/flows?status=published')
  expect(items).toHaveLength(7)
  const before = await accepted()
  expect(await until(async () => (await accepted()) > before + 20, 60_000)).toBe(true)
  const entered = async () => {
    const numbers = await Promise.all(items.map(({ id }: { id: string }) => api(`/flows/${id}/numbers`)))
    return numbers.filter(({ entered }) => entered > 0).length
  }
  expect(await until(async () => (await entered()) >= 3, 120_000)).toBe(true)
  // What goes wrong is told on purpose, and nothing else does.
  expect((await api('/stats')).events.refused).toBe(13)
}, 200_000)

test('twelve journeys are written by the members, hang under one life cycle, and their figures move', async () => {
  const published = async () => (await api('/audit?operation=publishJourney')).items.length
  expect(await until(async () => (await published()) === MEASURED, 120_000)).toBe(true)
  const { items } = await api('/atlas/journeys?limit=100')
  expect(items).toHaveLength(JOURNEYS)
  type Listed = {
    readonly ownerId: string | null
    readonly fields: { readonly under?: string; readonly responsible?: string }
  }
  const below = items.filter(({ fields }: Listed) => fields.under === 'life-cycle')
  expect(below).toHaveLength(14)
  expect(below.every(({ ownerId, fields }: Listed) => ownerId !== null && fields.responsible !== undefined)).toBe(true)
  const { records } = await api('/atlas/journeys/buy')
  expect(records.filter(({ kind }: { kind: string }) => kind === 'step')).toHaveLength(11)
  const { places } = await api('/atlas/records/t-chat')
  expect(new Set(places.map(({ journey }: { journey: string | null }) => journey)).size).toBeGreaterThan(4)
  const authors = (await written()).map(({ member }: { member: { name: string } | null }) => member?.name)
  expect(authors).not.toContain(undefined)
  expect(new Set(authors).size).toBeGreaterThanOrEqual(6)
  // Filled from the past in the background, then counted on.
  const numbers = () => api('/atlas/journeys/buy/numbers')
  expect(await until(async () => (await numbers()).edition.filled.doneAt !== null, 120_000)).toBe(true)
  const { completed, steps } = await numbers()
  expect(completed).toBeGreaterThanOrEqual(470)
  expect(steps.find(({ step }: { step: string }) => step === 'buy.refused').reached).toBeGreaterThan(80)
  expect(await until(async () => (await numbers()).completed > completed, 120_000)).toBe(true)
}, 300_000)

test('a real e-mail arrives at the catcher, written to an invented customer, and can be read', async () => {
  expect(await until(async () => (await mails()).count > 0, 120_000)).toBe(true)
  const [{ id, to, subject, text }] = (await mails()).mails
  expect(to).toMatch(/^[a-z0-9.-]+@[a-z]+\.example$/)
  expect(subject.length).toBeGreaterThan(10)
  expect(text).toMatch(/Herzliche Grüße|Kind regards/)
  expect(await (await fetch(`${demo.mailUrl}/mails/${id}`)).text()).toContain('NORDLICHT')
}, 150_000)

test('the write key takes an event of one’s own, and the token finds its customer', async () => {
  const body = JSON.stringify({
    writeKey: demo.writeKey,
    userId: 'newcomer-1',
    event: 'Product Viewed',
    messageId: 'own-1',
  })
  expect((await fetch(`${demo.url}/v1/track`, { method: 'POST', body })).status).toBe(200)
  expect(await until(async () => (await api('/customers?identity=userId:newcomer-1')).items.length === 1)).toBe(true)
})

test(
  'it stops within 10 seconds, and the next start goes on with the same data without doubling it',
  async () => {
    const before = await accepted()
    const changes = (await written()).length
    const { code, tookMs } = await running.end('SIGINT')
    expect({ code, inTime: tookMs < STOP_MS_MAX }).toEqual({ code: 0, inTime: true })
    running = await startDemo()
    const again = readDemoFile()
    expect(again).toEqual({ ...demo, url: again.url, mailUrl: again.mailUrl })
    demo = again
    const after = await accepted()
    expect(after).toBeGreaterThanOrEqual(before)
    expect(after).toBeLessThan(before + 10_000)
    expect((await api('/flows')).items).toHaveLength(7)
    expect((await api('/atlas/journeys?limit=100')).items).toHaveLength(JOURNEYS)
    expect((await written()).length).toBe(changes)
    expect((await api('/sources')).items).toHaveLength(6)
    expect((await running.end('SIGTERM')).code).toBe(0)
  },
  START_MS,
)
