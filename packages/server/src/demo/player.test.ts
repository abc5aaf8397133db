// The live play: several events a second for ever, in the recorded order of each visit, nobody in two places, every message once.
import { describe, expect, test } from 'vitest'
import { isHouse, readCompany } from './company.ts'
import { peopleOf } from './history.ts'
import { isNewcomer, playVisit } from './live.ts'
import type { Outgoing } from './messages.ts'
import { Player, type Position } from './player.ts'
import { readRecording } from './recording.ts'

const company = readCompany()
const sessions = readRecording()
const people = peopleOf(company, sessions)
const START = Date.parse('2026-11-21T12:00:00Z')
const pace = { speed: 1 }

/** Plays for some minutes, five ticks a second, from a position. */
async function play({
  minutes,
  from = { round: 1, played: 0 },
  open = [],
  speed = 1,
}: {
  minutes: number
  from?: Position
  open?: Outgoing[]
  speed?: number
}) {
  let now = START
  let position = from
  const sent: { at: number; messages: readonly Outgoing[] }[] = []
  const stage = {
    company,
    sessions,
    pace: { speed },
    now: () => now,
    send: async (messages: readonly Outgoing[]) => void sent.push({ at: now, messages }),
    moved: (next: Position) => {
      position = next
    },
  }
  const player = new Player(stage, from)
  player.start(open)
  for (; now < START + minutes * 60_000; now += 200) player.tick()
  return { sent, rest: await player.stop(), position, messages: sent.flatMap(({ messages }) => messages) }
}

const text = (value: unknown) => String(value)

describe('while one watches', () => {
  test('several events arrive each second, from the first seconds on, and more when played faster', async () => {
    const { messages } = await play({ minutes: 15 })
    const perSecond = (from: number, to: number) =>
      messages.filter(({ at }) => at >= START + from * 1000 && at < START + to * 1000).length / (to - from)
    expect(perSecond(5, 60)).toBeGreaterThan(2.5)
    for (const minute of [2, 5, 10, 13]) {
      expect(perSecond(minute * 60, minute * 60 + 120)).toBeGreaterThan(3.5)
      expect(perSecond(minute * 60, minute * 60 + 120)).toBeLessThan(8)
    }
    expect((await play({ minutes: 2, speed: 4 })).messages.length).toBeGreaterThan(
      2 * (await play({ minutes: 2 })).messages.length,
    )
  })

  test('everything the seven flows wait for happens within a quarter of an hour', async () => {
    const events = new Set((await play({ minutes: 15 })).messages.map(({ message }) => message['event']))
    for (const event of [
      'Account Created',
      'Product Added',
      'Order Completed',
      'Payment Failed',
      'Delivery Delayed',
      'Order Delivered',
      'Review Submitted',
      'Membership Renewal Due',
      'Membership Renewed',
    ])
      expect([...events]).toContain(event)
  })

  test('nothing is sent before it happens, and every message once', async () => {
    const { sent, messages } = await play({ minutes: 10 })
    expect(sent.every(({ at, messages }) => messages.every((message) => message.at <= at))).toBe(true)
    const ids = messages.map(({ message }) => text(message['messageId']))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('nobody is in two visits at once', async () => {
    const { messages } = await play({ minutes: 20 })
    const visits = new Map<string, { user: string; from: number; to: number }>()
    for (const { at, source, message } of messages) {
      const id = text(message['messageId']).split('/')[2] ?? ''
      if (isHouse(source) || !message['anonymousId']) continue
      const user = text(message['anonymousId']).replace(/^[a-z]+-/, '')
      const visit = visits.get(id) ?? { user, from: at, to: at }
      visits.set(id, { user, from: Math.min(visit.from, at), to: Math.max(visit.to, at) })
    }
    const all = [...visits.values()]
    const clashes = all.filter((a) => all.some((b) => a !== b && a.user === b.user && a.from < b.to && b.from < a.to))
    expect(clashes).toEqual([])
  })
})

test('after the machine has slept, the visits of the night are not caught up on', async () => {
  let now = START
  const sent: Outgoing[] = []
  const player = new Player(
    { company, sessions, pace, now: () => now, send: async (messages) => void sent.push(...messages), moved: () => {} },
    { round: 1, played: 0 },
  )
  player.start([])
  now += 8 * 3_600_000
  const before = performance.now()
  for (let tick = 0; tick < 50; tick++, now += 200) player.tick()
  await player.stop()
  expect(performance.now() - before).toBeLessThan(5000)
  expect(sent.length).toBeLessThan(1000)
})

test('after the last visit of a round the next begins, with other message ids', async () => {
  const { position, messages } = await play({ minutes: 1, from: { round: 1, played: sessions.length - 3 } })
  expect(position).toMatchObject({ round: 2 })
  const rounds = new Set(messages.map(({ message }) => text(message['messageId']).split('/')[1]))
  expect(rounds).toEqual(new Set(['1', '2']))
})

test('what the house was still to tell when the play stopped is told by the next one', async () => {
  const { rest } = await play({ minutes: 3 })
  expect(rest.length).toBeGreaterThan(0)
  expect(rest.every(({ source, at }) => isHouse(source) && at > START)).toBe(true)
  const { messages } = await play({ minutes: 30, from: { round: 1, played: 500 }, open: [...rest] })
  const told = new Set(messages.map(({ message }) => message['messageId']))
  expect(rest.filter(({ message }) => !told.has(text(message['messageId'])))).toEqual([])
})

describe('a newcomer', () => {
  const session = sessions.find((one) => one.events.length > 8 && isNewcomer(company, one, 1))
  const regular = people.get(session?.user ?? '')
  if (!session || !regular) throw new Error('nobody is new')
  const { messages } = playVisit(company, session, { regular, round: 1, startAt: START, pace })
  const visit = messages.filter(({ source }) => !isHouse(source)).map(({ message }) => message)

  test('looks around unknown, then makes themselves known, and is known from then on', () => {
    const identified = visit.findIndex(({ type }) => type === 'identify')
    expect(identified).toBeGreaterThan(0)
    expect(
      visit.slice(0, identified).every(({ userId, anonymousId }) => userId === undefined && anonymousId !== undefined),
    ).toBe(true)
    expect(visit.slice(identified).every(({ userId }) => userId !== undefined)).toBe(true)
    expect(visit.filter(({ event }) => event === 'Account Created')).toHaveLength(1)
  })

  test('is nobody of the recording, and another person in each round', () => {
    const users = [1, 2, 3].map((round) => {
      const newcomer = sessions.find((one) => one.user === session.user)
      if (!newcomer) throw new Error('no session')
      const played = playVisit(company, newcomer, { regular, round, startAt: START, pace })
      return isNewcomer(company, newcomer, round)
        ? played.messages.find(({ message }) => message['type'] === 'identify')?.message['userId']
        : round
    })
    expect(new Set(users).size).toBe(3)
    expect(users.some((user) => people.has(text(user)))).toBe(false)
  })
})

test('clicks of a visit keep their recorded order, never faster than one reads nor slower than one waits', () => {
  for (const session of sessions.slice(0, 300)) {
    const regular = people.get(session.user)
    if (!regular) throw new Error('no such person')
    const { messages, endsAt } = playVisit(company, session, { regular, round: 1, startAt: START, pace })
    const clicks = messages.filter(
      ({ message }) => /\/\d+$/.test(text(message['messageId'])) && !text(message['messageId']).includes('parcel'),
    )
    expect(clicks.map(({ message }) => message['event'])).toEqual(
      session.events.map(({ name }) => company.events[name]),
    )
    const gaps = clicks.map(({ at }, i) => at - (clicks[i - 1]?.at ?? at)).slice(1)
    expect(gaps.every((gap) => gap >= 699 && gap <= 20_001)).toBe(true)
    expect(endsAt).toBe(clicks.at(-1)?.at)
  }
})
