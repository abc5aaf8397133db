// Erases people, step by step: cut off, deleted, searched for, swept out. Every step may be done twice, so that it survives being killed.
import { setTimeout as wait } from 'node:timers/promises'
import { bucketOf } from '@lotse/core/base'
import type { JsonObject } from '@lotse/protocol'
import { statesOf } from '../../adapters/store/customers.ts'
import { forgetRareDomain } from '../../adapters/store/deliverability.ts'
import { beginCut, cut } from '../../adapters/store/privacy/cut.ts'
import { type Person, personOf } from '../../adapters/store/privacy/person.ts'
import {
  barredAmong,
  deleteAnswers,
  deleteByIds,
  deleteEvents,
  deleteExamples,
  deleteMessages,
  deletePartedEvents,
  deleteSetAside,
  deleteSuppressions,
  keptAnswers,
  mentionsWithin,
  notesNaming,
  refusedAfter,
  sweepStatistics,
  sweepTable,
  TABLES_WITH_PEOPLE,
  viewTexts,
} from '../../adapters/store/privacy/remains.ts'
import { type Erasure, type ErasureStep, stepErasure } from '../../adapters/store/privacy/requests.ts'
import { KEPT_ANSWER } from '../../base/idempotency.ts'
import type { World } from '../../base/world.ts'
import { addToLedger } from './ledger.ts'
import { addressMark, identityMark } from './marks.ts'
import { Needle, stringsIn } from './needle.ts'
import { eraseSent } from './sent.ts'

const BATCH_EVENTS = 1000
const BATCH_MESSAGES = 500
const PAGE_REFUSED = 500
const EXAMPLES_MAX = 20_000
/** 32 MB: a fraction of a second, so that neither the disk nor the round of erasures is held up for long. */
const STRETCH_PAGES = 4000
const STRETCH_PAUSE_MS = 20
const SEALED_FOR = 'erasure'

/** What is searched for, sealed beside the erasure while it runs. */
type Searched = {
  readonly ids: readonly number[]
  readonly values: readonly string[]
  readonly addresses: readonly string[]
}

/** An erasure with what it searches for; null before she was cut off. */
type Task = Omit<Erasure, 'searched'> & { readonly searched: Searched | null }

/**
 * Does one step of an erasure and writes down how far it is.
 *
 * @returns the erasure as it stands then.
 */
export async function erasureStep(world: World, erasure: Erasure): Promise<Erasure> {
  const task = taskOf(world, erasure)
  const { next, searched, ...counted } = await STEPS[erasure.step](world, task)
  const sealed = searched === undefined ? erasure.searched : world.secrets.encrypt(SEALED_FOR, JSON.stringify(searched))
  const progress = { ...erasure.progress, ...added(erasure.progress, counted.counts ?? {}) }
  const after = { ...erasure, step: next, progress, searched: sealed }
  await stepErasure(world.pool, after, world.clock.now())
  return after
}

/** What a step did: how many of what, which step comes next; `searched` once it is known. */
type Done = {
  readonly next: ErasureStep
  readonly counts?: Readonly<Record<string, number>>
  readonly searched?: Searched
}

const STEPS: Readonly<Record<ErasureStep, (world: World, task: Task) => Promise<Done>>> = {
  cut: cutOff,
  events: eraseEvents,
  messages: eraseMessages,
  traces: eraseTraces,
  sweep,
  done: async () => ({ next: 'done' }),
}

function taskOf({ secrets }: World, erasure: Erasure): Task {
  const text = erasure.searched === null ? null : secrets.decrypt(SEALED_FOR, erasure.searched)
  return { ...erasure, searched: text === null ? null : (JSON.parse(text) as Searched) }
}

function added(before: JsonObject, counts: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(counts).map(([what, n]) => [what, Number(before[what] ?? 0) + n]))
}

/** Nothing finds her from here on, and nothing is stored for her again. */
async function cutOff(world: World, task: Task): Promise<Done> {
  const { workspaceId, customerId, keepSuppressed } = task
  const client = await world.pool.connect()
  let broken = true
  try {
    await beginCut(client, workspaceId)
    const person = await personOf(client, workspaceId, customerId)
    const searched = await searchedOf(world, person)
    const barred = await barredAmong(client, workspaceId, searched.addresses)
    const marks = person.identities.map((one) => identityMark(world.secrets, workspaceId, one))
    const now = world.clock.now()
    await addToLedger(world.config.dataFolder, { at: now, workspaceId, ids: person.ids, marks })
    const buckets = [...new Set(person.ids.map((id) => bucketOf(workspaceId, id)))]
    const kept = keepSuppressed ? barred : []
    await cut(client, person, buckets, {
      hashes: marks,
      barred: kept.map(({ channel, address }) => ({
        channel,
        hash: addressMark(world.secrets, workspaceId, channel, address),
      })),
      now,
    })
    await deleteSuppressions(client, workspaceId, searched.addresses)
    await client.query('commit')
    broken = false
    return { next: 'events', searched, counts: { identities: person.identities.length, kept: kept.length } }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(broken)
  }
}

/** Identifiers, and what she told of how to reach her. */
async function searchedOf({ db }: World, { workspaceId, ids, identities }: Person): Promise<Searched> {
  const states = await statesOf(db, workspaceId, ids)
  const told = [...states.values()]
    .flatMap((state) => stringsIn(state, EXAMPLES_MAX))
    .filter((text) => REACHED_BY.test(text))
  const values = [...new Set([...identities.map(({ value }) => value), ...told])]
  const addresses = [...new Set(values.map((value) => value.toLowerCase()))].filter((value) => REACHED_BY.test(value))
  return { ids, values, addresses }
}

const REACHED_BY = /^[^\s@]+@[^\s@]+$|^\+\d{6,}$/

const personIn = ({ workspaceId, searched }: Task): Person => {
  if (searched === null) throw new Error('an erasure has lost what it searches for')
  return { workspaceId, ids: searched.ids, identities: [] }
}

async function eraseEvents({ pool }: World, task: Task): Promise<Done> {
  const person = personIn(task)
  const own = await deleteEvents(pool, person, BATCH_EVENTS)
  const rows = own.length > 0 ? own : await deletePartedEvents(pool, person, BATCH_EVENTS)
  const values = new Map<string, Set<string>>()
  for (const { name, body } of rows) {
    const known = values.get(name) ?? new Set()
    for (const text of stringsIn(body, EXAMPLES_MAX)) known.add(text)
    values.set(name, known)
  }
  let examples = 0
  for (const [name, texts] of values)
    examples += await deleteExamples(pool, task.workspaceId, { name, values: [...texts] })
  return { next: rows.length === 0 ? 'messages' : 'events', counts: { events: rows.length, examples } }
}

async function eraseMessages({ pool }: World, task: Task): Promise<Done> {
  const messages = await deleteMessages(pool, personIn(task), BATCH_MESSAGES)
  if (messages > 0) return { next: 'messages', counts: { messages } }
  return { next: 'traces', counts: { setAside: await deleteSetAside(pool, personIn(task)) } }
}

/** Texts that stand under no customer's number; then, stretch by stretch, how many rows of others name her. */
async function eraseTraces(world: World, task: Task): Promise<Done> {
  const begun = task.progress['eventPages'] !== undefined
  const erased = begun ? {} : await eraseTexts(world, task)
  const looked = await lookForMentions(world, task)
  const counts = { ...erased, ...looked.counts }
  return looked.done ? { next: await endTraces(world, task), counts } : { next: 'traces', counts }
}

/** Looks through the next stretch of the log, then of the messages. The numbers of pages are where it goes on. */
async function lookForMentions(
  { pool }: World,
  { workspaceId, searched, progress }: Task,
): Promise<{ readonly done: boolean; readonly counts: Readonly<Record<string, number>> }> {
  const { parts } = new Needle(searched?.values ?? [])
  const stretch = async (table: 'event' | 'message', from: number) => {
    await wait(STRETCH_PAUSE_MS)
    return mentionsWithin(pool, table, { workspaceId, parts }, { from, pages: STRETCH_PAGES })
  }
  const events = await stretch('event', Number(progress['eventPages'] ?? 0))
  if (events.looked === STRETCH_PAGES)
    return { done: false, counts: { eventPages: events.looked, mentions: events.found } }
  const messages = await stretch('message', Number(progress['messagePages'] ?? 0))
  const done = messages.looked < STRETCH_PAGES
  const notes = done ? await notesNaming(pool, workspaceId, parts) : 0
  const mentions = events.found + messages.found + notes
  return { done, counts: { eventPages: events.looked, messagePages: messages.looked, mentions } }
}

async function eraseTexts(world: World, task: Task): Promise<Readonly<Record<string, number>>> {
  const { pool } = world
  const { workspaceId, searched } = task
  const needle = new Needle(searched?.values ?? [])
  const refused = await eraseRefused(world, workspaceId, needle)
  const sent = await eraseSent(world, workspaceId, needle)
  const answers = (await keptAnswers(pool, workspaceId)).filter(({ key, answer }) => {
    const text = answer === null ? null : world.secrets.decrypt(KEPT_ANSWER, answer)
    return needle.inText(key) || (text !== null && needle.inJson(text))
  })
  const views = (await viewTexts(pool, workspaceId)).filter(({ text }) =>
    needle.parts.some((part) => decoded(text).includes(part)),
  )
  const counts = {
    refused,
    ...sent,
    answers: await deleteAnswers(pool, workspaceId, answers),
    views: await deleteByIds(
      pool,
      'view',
      workspaceId,
      views.map(({ id }) => id),
    ),
  }
  return counts
}

async function endTraces(world: World, task: Task): Promise<ErasureStep> {
  const { pool } = world
  const { workspaceId, searched } = task
  // A domain that hardly anybody else has tells who she was.
  const domains = (searched?.addresses ?? []).flatMap((address) => address.split('@')[1] ?? [])
  for (const domain of new Set(domains)) await forgetRareDomain(world.db, workspaceId, domain)
  // What was under way when she was cut off may have been written since.
  const [events, messages] = [
    await deleteEvents(pool, personIn(task), 1),
    await deleteMessages(pool, personIn(task), 1),
  ]
  return events.length + messages > 0 ? 'events' : 'sweep'
}

async function eraseRefused({ pool }: World, workspaceId: number, needle: Needle): Promise<number> {
  let deleted = 0
  for (let after = 0; ; ) {
    const page = await refusedAfter(pool, workspaceId, { after, limit: PAGE_REFUSED })
    const hers = page.filter(({ raw, detail }) => needle.inJson(raw) || needle.inText(detail))
    deleted += await deleteByIds(
      pool,
      'refused_event',
      workspaceId,
      hers.map(({ id }) => id),
    )
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE_REFUSED) return deleted
    after = last.id
  }
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' ')).toLowerCase()
  } catch {
    return address.toLowerCase()
  }
}

/** Dead rows leave the tables and their indexes, and frequent values the planner's statistics. */
async function sweep({ pool, log }: World): Promise<Done> {
  for (const table of TABLES_WITH_PEOPLE) await sweepTable(pool, table)
  await sweepStatistics(pool).catch((error: unknown) =>
    log.info({ err: error }, 'statistics are swept by PostgreSQL itself'),
  )
  return { next: 'done' }
}
