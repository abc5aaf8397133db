// An insight and its ticket, edited on both sides at random while everything that can go wrong does: they agree or a conflict is seen, and nothing is opened twice.
import type { TicketRule, TicketState } from '@lotse/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionOn, agreed, chosen, type FieldMemory, type FieldSides, firstMemory, knotted, writing } from './fields.ts'
import { nextOf } from './intent.ts'
import { FIRST_MAPPING, stateOf, targetsOf, ticketStateOf } from './statuses.ts'

const values: readonly TicketState[] = ['ticket', 'inProgress', 'solved']
const value = fc.constantFrom(...values)
const rule = fc.constantFrom<TicketRule>('remote', 'local', 'newest', 'ask')

const sides = (local: string, remote: string, more: Partial<FieldSides> = {}): FieldSides => ({
  local,
  remote,
  localAt: 1,
  remoteAt: 1,
  ours: false,
  ...more,
})
const both = { way: 'both', mode: 'drive' } as const

test.each([
  ['a', 'a', 'a', 'ask', 'agree'],
  ['a', 'b', 'b', 'ask', 'agree'],
  ['a', 'b', 'a', 'ask', 'write'],
  ['a', 'a', 'b', 'ask', 'take'],
  ['a', 'b', 'c', 'ask', 'knot'],
  ['a', 'b', 'c', 'remote', 'take'],
  ['a', 'b', 'c', 'local', 'write'],
] as const)('TK1 agreed on %s, ours %s, theirs %s, rule %s: %s', (baseline, local, remote, rule, action) => {
  expect(actionOn(firstMemory(baseline, 0), sides(local, remote), { ...both, rule })).toBe(action)
})

test('TK1 the newest wins where that is the rule, and theirs where both are of the same instant', () => {
  const asking = { ...both, rule: 'newest' } as const
  const memory = firstMemory('a', 0)
  expect(actionOn(memory, sides('b', 'c', { localAt: 2 }), asking)).toBe('write')
  expect(actionOn(memory, sides('b', 'c', { remoteAt: 2 }), asking)).toBe('take')
  expect(actionOn(memory, sides('b', 'c'), asking)).toBe('take')
})

test('TK2 our own write, seen again after we changed our mind, is no change of theirs; the same value by somebody else is', () => {
  const wrote = writing(firstMemory('a', 0), 'b')
  const asking = { ...both, rule: 'ask' } as const
  expect(actionOn(wrote, sides('a', 'b', { ours: true }), asking)).toBe('write')
  expect(actionOn(wrote, sides('a', 'b', { ours: false }), asking)).toBe('take')
  expect(actionOn(wrote, sides('a', 'c', { ours: true }), asking)).toBe('take')
})

test('TK3 a mirror is never written to, titles only go out, who has it only comes in', () => {
  const memory = firstMemory('a', 0)
  expect(actionOn(memory, sides('b', 'a'), { way: 'both', mode: 'mirror', rule: 'ask' })).toBe('apart')
  expect(actionOn(memory, sides('a', 'b'), { way: 'out', mode: 'drive', rule: 'local' })).toBe('apart')
  expect(actionOn(memory, sides('b', 'a'), { way: 'in', mode: 'drive', rule: 'remote' })).toBe('apart')
})

test('TK4 whatever a person chooses in a conflict becomes the value of both sides', () => {
  fc.assert(
    fc.property(
      value,
      value,
      value,
      fc.constantFrom('local' as const, 'remote' as const),
      (baseline, local, remote, take) => {
        fc.pre(local !== remote && local !== baseline && remote !== baseline)
        const memory = chosen(knotted(firstMemory(baseline, 0), { local, remote }), take)
        const action = actionOn(memory, sides(local, remote), { ...both, rule: 'ask' })
        expect(action).toBe(take === 'local' ? 'write' : 'take')
      },
    ),
  )
})

test('TK5 a status stands for what was said of it, else for its category, else for nothing; targets are tried in the order given', () => {
  const doing = { id: '7', name: 'Doing', category: 'inProgress' } as const
  const wait = { id: '8', name: 'Waiting', category: 'inProgress' } as const
  const mapping = {
    ...FIRST_MAPPING,
    into: { '8': 'ticket' as const },
    categories: { ...FIRST_MAPPING.categories, done: null },
  }
  expect([doing, wait].map((status) => stateOf(mapping, status))).toEqual(['inProgress', 'ticket'])
  expect(stateOf(mapping, { id: 'constructor', name: 'x', category: 'done' })).toBeNull()
  expect(targetsOf(mapping, 'ticket', [doing, wait])).toEqual(['8'])
  expect(targetsOf({ ...mapping, out: { ...mapping.out, ticket: ['9', '8'] } }, 'ticket', [doing, wait])).toEqual([
    '9',
    '8',
  ])
  expect(ticketStateOf('verified')).toBe('solved')
  expect(ticketStateOf('backlog')).toBeNull()
})

/** A remote that is a fraud at times: it does not do what it says it did, and shows what was before. */
class Remote {
  status: TicketState = 'ticket'
  at = 0
  ours = true
  readonly tickets: string[] = []
  set(to: TicketState, at: number, ours: boolean): void {
    this.status = to
    this.at = at
    this.ours = ours
  }
}

type Here = { readonly do: 'here' | 'there'; readonly to: TicketState }
type Sync = { readonly do: 'sync'; readonly fault: 'none' | 'noPath' | 'lostAnswer' | 'died' | 'oldReading' }

const events = fc.array(
  fc.oneof<[fc.Arbitrary<Here>, fc.Arbitrary<Sync>]>(
    fc.record({ do: fc.constantFrom('here' as const, 'there' as const), to: value }),
    fc.record({
      do: fc.constant('sync' as const),
      fault: fc.constantFrom(
        'none' as const,
        'noPath' as const,
        'lostAnswer' as const,
        'died' as const,
        'oldReading' as const,
      ),
    }),
  ),
  { maxLength: 30 },
)

/** One link driven by the rules. `changes`: every value that a person wrote, with what became of it. */
class Link {
  readonly remote = new Remote()
  readonly rule: TicketRule
  local: TicketState = 'ticket'
  localAt = 0
  memory: FieldMemory = firstMemory('ticket', 0)
  seenAt = 0
  overridden = 0
  constructor(rule: TicketRule) {
    this.rule = rule
  }

  sync(fault: Sync['fault'], now: number, older: { status: TicketState; at: number; ours: boolean }): void {
    const read = fault === 'oldReading' ? older : this.remote
    // What is older than what was seen before tells nothing (TK9).
    if (read.at < this.seenAt) return
    this.seenAt = read.at
    const sides = { local: this.local, localAt: this.localAt, remote: read.status, remoteAt: read.at, ours: read.ours }
    const action = actionOn(this.memory, sides, { way: 'both', mode: 'drive', rule: this.rule })
    if (action === 'agree') this.memory = agreed(this.memory, sides, now)
    else if (action === 'knot') this.memory = knotted(this.memory, sides)
    else if (action === 'take') this.take(read.status, now)
    else if (action === 'write') this.write(fault, now)
  }

  private take(to: TicketState, now: number): void {
    this.local = to
    this.localAt = now
    this.memory = agreed(this.memory, { local: to, ours: false }, now)
  }

  private write(fault: string, now: number): void {
    this.memory = writing(this.memory, this.local)
    if (fault === 'died' || fault === 'noPath') return
    this.remote.set(this.local, now, true)
    if (fault === 'lostAnswer') return
    this.seenAt = now
    this.memory = agreed(this.memory, { local: this.local, ours: true }, now)
  }
}

test('[R0.22] TK1 TK2 TK9 whatever is edited on either side under whatever faults, in the end both agree or a conflict of just these values is seen', () => {
  fc.assert(
    fc.property(events, rule, (history, rule) => {
      const link = new Link(rule)
      let now = 0
      let older = { status: link.remote.status, at: 0, ours: true }
      for (const event of history) {
        now += 10
        if (event.do === 'sync') link.sync(event.fault, now, older)
        else if (event.do === 'here') [link.local, link.localAt] = [event.to, now]
        else {
          older = { status: link.remote.status, at: link.remote.at, ours: link.remote.ours }
          link.remote.set(event.to, now, false)
        }
      }
      for (let round = 1; round <= 3; round++) link.sync('none', now + 10 * round, older)
      const { knot } = link.memory
      if (knot !== null) {
        expect(rule).toBe('ask')
        expect(knot).toEqual({ local: link.local, remote: link.remote.status })
        expect(link.local).not.toBe(link.remote.status)
      } else expect(link.local).toBe(link.remote.status)
    }),
    { numRuns: 2000 },
  )
})

test('TK1 an edit on one side alone always arrives on the other, under every rule and in every order of faults before', () => {
  fc.assert(
    fc.property(
      rule,
      value,
      fc.boolean(),
      fc.array(fc.constantFrom('noPath' as const, 'died' as const, 'lostAnswer' as const), { maxLength: 5 }),
      (rule, to, here, faults) => {
        const link = new Link(rule)
        if (here) [link.local, link.localAt] = [to, 5]
        else link.remote.set(to, 5, false)
        for (const [round, fault] of [...faults, 'none' as const, 'none' as const].entries())
          link.sync(fault, 20 + round * 10, { status: 'ticket', at: 0, ours: true })
        expect([link.local, link.remote.status, link.memory.baseline, link.memory.knot]).toEqual([to, to, to, null])
      },
    ),
  )
})

test('TK3 in a mirror nothing is ever written, and what is taken stays taken', () => {
  fc.assert(
    fc.property(value, value, value, rule, (baseline, local, remote, rule) => {
      expect(actionOn(firstMemory(baseline, 0), sides(local, remote), { way: 'both', mode: 'mirror', rule })).not.toBe(
        'write',
      )
    }),
  )
})

test('TK7 one intent never becomes two tickets, wherever the process dies and however late a search finds what there is', () => {
  const fault = fc.constantFrom('none' as const, 'diedBefore' as const, 'diedAfter' as const, 'lostAnswer' as const)
  fc.assert(
    fc.property(
      fc.array(fault, { maxLength: 6 }),
      fc.integer({ min: 0, max: 14_000 }),
      fc.integer({ min: 100, max: 50_000 }),
      (given, lagMs, stepMs) => {
        const faults = [...given]
        const tickets: number[] = []
        let intent: { state: 'planned' | 'sending' | 'done'; sentAt: number | null } = {
          state: 'planned',
          sentAt: null,
        }
        let now = 0
        // Each fault costs a search, which comes a little more than two minutes later.
        while (now < 3_600_000 && intent.state !== 'done') {
          now += stepMs
          const next = nextOf(intent, { marker: true, now })
          if (next === 'search') {
            const found = tickets.some((at) => at + lagMs <= now)
            intent = found ? { state: 'done', sentAt: null } : { state: 'planned', sentAt: null }
          } else if (next === 'create') {
            const fault = faults.shift() ?? 'none'
            intent = { state: 'sending', sentAt: now }
            if (fault === 'diedBefore') continue
            // The call takes as long as it may.
            tickets.push(now + 30_000)
            if (fault === 'none') intent = { state: 'done', sentAt: null }
          }
        }
        expect([intent.state, tickets.length]).toEqual(['done', 1])
      },
    ),
  )
})
