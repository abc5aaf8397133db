// What every ticket system's adapter must do, whatever it speaks: one suite, run by each against a real or a played server behind a proxy that fails.
import type { TicketIntent, TicketReading, TicketSystem } from '@lotse/core/insights'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { FaultProxy } from './fault-proxy.ts'

/** What somebody else does there, past us. */
export type Colleague = {
  retitle(ref: string, title: string): Promise<void>
  move(ref: string, statusId: string): Promise<void>
  remove(ref: string): Promise<void>
  /** Texts of a ticket's comments, oldest first. */
  comments(ref: string): Promise<readonly string[]>
  /** How many tickets bear a title. */
  titled(title: string): Promise<number>
}

/** A call as the system would send it about a ticket. */
export type SentHook = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/**
 * A server with an adapter for it. `statuses.never`: one that is not reached from the first; null: there is none. `assignee`: an account that tickets can be given to. `pass`: lets time go by where the
 * server needs it; `hook`: null where it calls nobody. `wrong`: what `open` takes for credentials that do not hold.
 */
export type TicketPeer = {
  readonly proxy: FaultProxy
  readonly project: string
  readonly ticketKind: string | null
  readonly statuses: {
    readonly first: string
    readonly next: string
    readonly done: string
    readonly never: string | null
  }
  readonly assignee: string | null
  readonly colleague: Colleague
  open(secret?: 'wrong'): TicketSystem
  pass(ms: number): Promise<void>
  hook: ((ref: string) => SentHook) | null
  close(): Promise<void>
}

const MINUTE_MS = 60_000
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'
const PAGES_MAX = 20

let made = 0
/** A marker that no other test uses. */
export function testMarker(): string {
  made++
  const digits = Array.from({ length: 4 }, (_, i) => LETTERS[Math.floor(made / 32 ** i) % 32]).join('')
  return `lotse-${'suite'.padEnd(22, 'q')}${digits}`
}

/** An intent with what a test does not care about filled in. */
export function intentFor(peer: TicketPeer, change: Partial<TicketIntent> = {}): TicketIntent {
  return {
    marker: testMarker(),
    project: peer.project,
    ticketKind: peer.ticketKind,
    title: 'Bezahlen bricht ab',
    description: 'Erster Absatz: Ärger & <Zeichen>.\n\nZweiter Absatz.',
    priority: null,
    backLink: 'https://lotse.example/insights/7',
    fields: {},
    ...change,
  }
}

/**
 * Registers the suite's tests.
 *
 * @param start - starts a server and what speaks to it.
 */
export function ticketSuite(start: () => Promise<TicketPeer>): void {
  let peer: TicketPeer
  let system: TicketSystem
  beforeAll(async () => {
    peer = await start()
    system = peer.open()
  })
  afterEach(() => {
    peer.proxy.setFault(null)
    peer.proxy.clear()
    return peer.proxy.up()
  })
  afterAll(async () => {
    await system.close()
    await peer.close()
  })
  const at: Stage = { peer: () => peer, system: () => system }
  describe('who and what', () => identityTests(at))
  describe('a ticket', () => ticketTests(at))
  describe('what is said at it', () => talkTests(at))
  describe('its status', () => statusTests(at))
  describe('what others did', () => changeTests(at))
  describe('a server that fails', () => faultTests(at))
  describe('its calls', () => hookTests(at))
}

type Stage = { readonly peer: () => TicketPeer; readonly system: () => TicketSystem }

function identityTests({ peer, system }: Stage): void {
  test('says who we are', async () => {
    expect(await system().check()).toMatchObject({ kind: 'ok', account: expect.stringMatching(/./) })
  })

  test('a wrong secret is told as one, and never stands in the reason', async () => {
    const wrong = peer().open('wrong')
    const said = await wrong.check()
    await wrong.close()
    expect(said.kind).toBe('unauthorised')
    expect(JSON.stringify(said)).not.toContain('wrong-secret')
  })

  test('names what there is to map', async () => {
    const catalog = await system().describe()
    if (catalog.kind !== 'ok') throw new Error(JSON.stringify(catalog))
    const { first, next, done } = peer().statuses
    const categories = new Map(catalog.statuses.map(({ id, category }) => [id, category]))
    expect([first, next, done].map((id) => categories.get(id))).toEqual(['new', 'inProgress', 'done'])
    const project = catalog.projects.find(({ id }) => id === peer().project)
    if (peer().ticketKind !== null) expect(project?.kinds.map(({ id }) => id)).toContain(peer().ticketKind)
    expect(project).toBeDefined()
  })
}

function ticketTests(stage: Stage): void {
  const { peer, system } = stage

  test('stands there as it was meant, and nobody touched it yet', async () => {
    const intent = intentFor(peer())
    const ref = await opened(stage, intent)
    expect(await readOne(system(), ref)).toMatchObject({
      kind: 'ticket',
      title: intent.title,
      description: intent.description,
      textWritable: true,
      status: { id: peer().statuses.first, category: 'new' },
      touched: expect.toSatisfy((touched: boolean | null) => touched !== true),
    })
  })

  test('R6 a creation whose answer was lost is found by its marker, and stands there once', async () => {
    const intent = intentFor(peer(), { title: `Verloren ${testMarker()}` })
    peer().proxy.setFault({ kind: 'lost', method: 'POST', times: 1 })
    expect((await system().create(intent)).kind).toBe('unknown')
    expect(await found(stage, intent.marker)).toMatchObject({ kind: 'found' })
    expect(await peer().colleague.titled(intent.title)).toBe(1)
  })

  test('R6 a marker that no ticket bears is not found', async () => {
    expect(await found(stage, testMarker())).toEqual({ kind: 'none' })
  })

  test('takes another title and text, and keeps its marker', async () => {
    const intent = intentFor(peer())
    const ref = await opened(stage, intent)
    const fields = { title: 'Bezahlen bricht immer ab', description: 'Nur noch ein Absatz.' }
    expect(await system().write(ref, fields)).toEqual({ kind: 'done' })
    expect(await readOne(system(), ref)).toMatchObject(fields)
    expect(await found(stage, intent.marker)).toMatchObject({ kind: 'found', ref })
  })

  test('is given to somebody and taken back', async () => {
    const { assignee } = peer()
    if (assignee === null) return
    const ref = await opened(stage, intentFor(peer()))
    expect(await system().write(ref, { assignee })).toEqual({ kind: 'done' })
    expect(await readOne(system(), ref)).toMatchObject({ assignee: { id: assignee } })
    expect(await system().write(ref, { assignee: null })).toEqual({ kind: 'done' })
    expect(await readOne(system(), ref)).toMatchObject({ assignee: null })
  })
}

function talkTests(stage: Stage): void {
  const { peer, system } = stage

  test('takes a comment', async () => {
    const ref = await opened(stage, intentFor(peer()))
    expect(await system().comment(ref, 'Gelöst in Lotse.')).toEqual({ kind: 'done' })
    expect((await peer().colleague.comments(ref)).join('\n')).toContain('Gelöst in Lotse.')
  })

  test('a comment whose answer was lost may stand there, and is not sent again', async () => {
    const ref = await opened(stage, intentFor(peer()))
    peer().proxy.setFault({ kind: 'lost', times: 1 })
    expect((await system().comment(ref, 'Einmal.')).kind).toBe('unknown')
    expect((await peer().colleague.comments(ref)).filter((text) => text.includes('Einmal.'))).toHaveLength(1)
  })

  test('names the insight once, whatever often it is told', async () => {
    const intent = intentFor(peer(), { backLink: null })
    const ref = await opened(stage, intent)
    for (const _ of [1, 2])
      expect(await system().linkBack(ref, 'https://lotse.example/insights/9')).toEqual({ kind: 'done' })
    expect(await readOne(system(), ref)).toMatchObject({ description: intent.description })
  })

  test('that was deleted is gone', async () => {
    const ref = await opened(stage, intentFor(peer()))
    await peer().colleague.remove(ref)
    expect(await readOne(system(), ref)).toEqual({ kind: 'gone' })
  })
}

function statusTests(stage: Stage): void {
  const { peer, system } = stage

  test('goes on to the end, and the ticket says since when', async () => {
    const ref = await opened(stage, intentFor(peer()))
    const { next, done } = peer().statuses
    expect(await system().transition(ref, next)).toEqual({ kind: 'done' })
    expect(await readOne(system(), ref)).toMatchObject({ status: { id: next, category: 'inProgress' } })
    expect(await system().transition(ref, done)).toEqual({ kind: 'done' })
    const ticket = await readOne(system(), ref)
    expect(ticket).toMatchObject({ status: { id: done, category: 'done' } })
    if (ticket.kind === 'ticket' && ticket.statusSince !== null)
      expect(ticket.statusSince).toBeGreaterThanOrEqual(ticket.createdAt)
  })

  test('that it has already is no work', async () => {
    const ref = await opened(stage, intentFor(peer()))
    peer().proxy.clear()
    expect(await system().transition(ref, peer().statuses.first)).toEqual({ kind: 'done' })
    expect(peer().proxy.calls.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('that the workflow does not lead to is told with those that it leads to, and nothing has changed', async () => {
    const { never, first } = peer().statuses
    if (never === null) return
    const ref = await opened(stage, intentFor(peer()))
    const said = await system().transition(ref, never)
    expect(said).toMatchObject({ kind: 'noPath' })
    expect(await readOne(system(), ref)).toMatchObject({ status: { id: first } })
  })
}

function changeTests(stage: Stage): void {
  const { peer, system } = stage

  test('comes with the changes, and bears another name than ours', async () => {
    const ref = await opened(stage, intentFor(peer()))
    const before = await drained(system(), null)
    await peer().colleague.retitle(ref, 'Von jemand anderem')
    expect((await drained(system(), before.next)).refs).toContain(ref)
    const [me, ticket] = [await system().check(), await readOne(system(), ref)]
    expect(ticket).toMatchObject({ title: 'Von jemand anderem' })
    if (ticket.kind === 'ticket' && ticket.touched !== null) expect(ticket.touched).toBe(true)
    if (ticket.kind === 'ticket' && ticket.lastAuthor !== null && me.kind === 'ok')
      expect(ticket.lastAuthor).not.toBe(me.account)
  })

  test('a status that somebody set is read', async () => {
    const ref = await opened(stage, intentFor(peer()))
    await peer().colleague.move(ref, peer().statuses.done)
    expect(await readOne(system(), ref)).toMatchObject({ status: { id: peer().statuses.done } })
  })

  test('more than a page of changes all come, and the end is reached', async () => {
    const refs: string[] = []
    for (let i = 0; i < 104; i++) refs.push(await opened(stage, intentFor(peer(), { title: `Viele ${i}` })))
    const { refs: told } = await drained(system(), null)
    expect(refs.filter((ref) => !told.includes(ref))).toEqual([])
  }, 60_000)
}

function faultTests(stage: Stage): void {
  const { peer } = stage

  test('is left alone as long as it asks to be', async () => {
    const system = peer().open()
    peer().proxy.setFault({ kind: 'status', status: 429, headers: { 'retry-after': '30' }, times: 1 })
    expect(await system.check()).toMatchObject({ kind: 'later', retryMs: 30_000 })
    peer().proxy.clear()
    expect(await system.check()).toMatchObject({ kind: 'later' })
    expect(peer().proxy.calls).toEqual([])
    await system.close()
  })

  test.each([500, 502, 503])('answers %i: to a question later, to a creation nobody knows', async (status) => {
    const system = peer().open()
    peer().proxy.setFault({ kind: 'status', status })
    expect((await system.check()).kind).toBe('later')
    expect((await system.create(intentFor(peer()))).kind).toBe('unknown')
    await system.close()
  })

  test('is down: nothing was done, and it is reached again', async () => {
    const system = peer().open()
    await peer().proxy.down()
    expect(await system.create(intentFor(peer()))).toMatchObject({ kind: 'later', scope: 'connection' })
    await peer().proxy.up()
    expect((await system.check()).kind).toBe('ok')
    await system.close()
  })

  test('of several readings, what is known is told with the reason why the rest is not', async () => {
    const ref = await opened(stage, intentFor(peer()))
    const system = peer().open()
    peer().proxy.setFault({ kind: 'status', status: 503 })
    expect(await system.read([ref])).toMatchObject({ fault: { kind: 'later' } })
    await system.close()
  })

  test('speaks of something else altogether', async () => {
    const system = peer().open()
    peer().proxy.setFault({ kind: 'status', status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' })
    expect((await system.check()).kind).toBe('refused')
    expect((await system.create(intentFor(peer()))).kind).toBe('unknown')
    await system.close()
  })
}

function hookTests(stage: Stage): void {
  const { peer, system } = stage

  test('name the ticket, are known when they come again, and are refused when changed', async () => {
    const { hook } = peer()
    if (hook === null) {
      expect(system().capabilities.webhooks).toBe(false)
      expect(system().parseHook({}, '{}').kind).toBe('refused')
      return
    }
    const ref = await opened(stage, intentFor(peer()))
    const { headers, body } = hook(ref)
    const said = system().parseHook(headers, body)
    expect(said).toMatchObject({ kind: 'hint', refs: [ref] })
    expect(system().parseHook(headers, body)).toEqual(said)
    const bare = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !/signature|token|authorization/.test(name)),
    )
    expect(system().parseHook(bare, body).kind).toBe('refused')
    expect(system().parseHook(headers, 'no json').kind).toBe('refused')
  })
}

/** Opens a ticket that must open. */
async function opened({ system }: Stage, intent: TicketIntent): Promise<string> {
  const said = await system().create(intent)
  if (said.kind !== 'created') throw new Error(`not created: ${JSON.stringify(said)}`)
  return said.ref
}

/** Searches until the answer is sure. */
async function found({ peer, system }: Stage, marker: string) {
  for (let i = 0; i < 5; i++) {
    const said = await system().findByMarker(marker)
    if (said.kind !== 'later') return said
    await peer().pass(said.retryMs ?? 1000)
  }
  throw new Error('the search never came to an end')
}

/** Reads one ticket. */
async function readOne(system: TicketSystem, ref: string): Promise<TicketReading> {
  const { tickets, fault } = await system.read([ref])
  const reading = tickets.get(ref)
  if (reading === undefined) throw new Error(`not read: ${JSON.stringify(fault)}`)
  return reading
}

/** All changes since a cursor, page by page. */
async function drained(system: TicketSystem, cursor: string | null) {
  const refs: string[] = []
  let next = cursor
  for (let page = 0; page < PAGES_MAX; page++) {
    const said = await system.changesSince(next, 10 * MINUTE_MS)
    if (said.kind !== 'ok') throw new Error(JSON.stringify(said))
    refs.push(...said.changed.map(({ ref }) => ref))
    next = said.next
    if (!said.more) return { refs, next }
  }
  throw new Error('changes never came to an end')
}
