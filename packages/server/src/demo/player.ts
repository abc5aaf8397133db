// Plays the recording live, visit after visit, round after round, until it is stopped. Sends through the tracking API and nowhere else.
import { chanceOf } from './chance.ts'
import { type Company, isHouse } from './company.ts'
import { peopleOf } from './history.ts'
import { type Pace, playMembership, playVisit } from './live.ts'
import type { Outgoing } from './messages.ts'
import type { Person } from './people.ts'
import type { Session } from './recording.ts'

/** Where the playing stands: the round, and how many of its visits have begun. */
export type Position = { readonly round: number; readonly played: number }

/** What the player works with. `send` resolves when the messages are stored; `moved` is told of each new position. */
export type Stage = {
  readonly company: Company
  readonly sessions: readonly Session[]
  readonly pace: Pace
  readonly now: () => number
  readonly send: (messages: readonly Outgoing[]) => Promise<void>
  readonly moved: (position: Position) => void
}

/** A visit begins on average every 1.7 seconds; with 8.6 clicks each that makes five events a second. */
const VISIT_EVERY_MS = 1700
/** Visits under way when the playing begins. */
const PRESENT = 30
const PRESENT_EVERY_MS = 250
const MEMBERSHIP_EVERY_MS = 25_000
const BEHIND_MS_MAX = 10_000
/** What waits to be sent; far above what a round leaves, so that a server that is away cannot fill the memory. */
const WAITING_MAX = 50_000

/** The play. Has no clock of its own: whoever holds it calls `tick`. */
export class Player {
  readonly #stage: Stage
  readonly #people: ReadonlyMap<string, Person>
  readonly #members: readonly Person[]
  readonly #busyUntil = new Map<string, number>()
  #position: Position
  #order: readonly Session[]
  #waiting: Outgoing[] = []
  #nextVisitAt: number
  #nextMembershipAt: number
  #memberships = 0
  #sending: Promise<void> = Promise.resolve()

  constructor(stage: Stage, position: Position) {
    this.#stage = stage
    this.#people = peopleOf(stage.company, stage.sessions)
    this.#members = [...this.#people.values()].filter(({ club }) => club !== null)
    this.#position = position
    this.#order = this.#orderOf(position.round)
    this.#nextVisitAt = stage.now()
    this.#nextMembershipAt = stage.now()
  }

  /** Begins to play. @param open - what the house is still to tell, from the past or from the playing before. */
  start(open: readonly Outgoing[]): void {
    this.#add(open)
    // A shop is never empty when one comes in.
    for (let visit = 0; visit < PRESENT; visit++) this.#beginVisit(PRESENT_EVERY_MS)
  }

  /** Sends what is due by now, and begins what is to begin. To be called several times a second. */
  tick(): void {
    const now = this.#stage.now()
    // After the machine has slept, nobody catches up on the visits of the night.
    this.#nextVisitAt = Math.max(this.#nextVisitAt, now - BEHIND_MS_MAX)
    this.#nextMembershipAt = Math.max(this.#nextMembershipAt, now - BEHIND_MS_MAX)
    while (this.#nextVisitAt <= now) this.#beginVisit(VISIT_EVERY_MS)
    while (this.#nextMembershipAt <= now) this.#endMembership()
    const due = this.#waiting.findIndex(({ at }) => at > now)
    const messages = this.#waiting.splice(0, due < 0 ? this.#waiting.length : due)
    // One delivery after the other, so that a person's clicks arrive in their order.
    if (messages.length > 0) this.#sending = this.#sending.then(() => this.#stage.send(messages))
  }

  /** Waits for what is being sent; answers what the house was still to tell. */
  async stop(): Promise<readonly Outgoing[]> {
    await this.#sending
    return this.#waiting.filter(({ source }) => isHouse(source))
  }

  #beginVisit(everyMs: number): void {
    const { company, pace } = this.#stage
    const startAt = this.#nextVisitAt
    const session = this.#next()
    const { round, played } = this.#position
    const pause = chanceOf(company.seed, 'pause', round, played).fraction()
    this.#nextVisitAt += (-Math.log(1 - pause) * everyMs) / pace.speed
    const regular = this.#people.get(session.user)
    // Nobody is in two places at once.
    if (!regular || (this.#busyUntil.get(session.user) ?? 0) > startAt) return
    const { messages, endsAt } = playVisit(company, session, { regular, round, startAt, pace })
    this.#busyUntil.set(session.user, endsAt)
    this.#add(messages)
  }

  #endMembership(): void {
    const { company, pace } = this.#stage
    const startAt = this.#nextMembershipAt
    this.#nextMembershipAt += MEMBERSHIP_EVERY_MS / pace.speed
    const { round, played } = this.#position
    const person = chanceOf(company.seed, 'member', round, played).pick(this.#members)
    this.#memberships += 1
    this.#add(playMembership(company, person, { round, startAt, pace, count: played * 1000 + this.#memberships }))
  }

  #next(): Session {
    const { round, played } = this.#position
    const session = this.#order[played]
    if (!session) {
      this.#position = { round: round + 1, played: 0 }
      this.#order = this.#orderOf(round + 1)
      return this.#next()
    }
    this.#position = { round, played: played + 1 }
    this.#stage.moved(this.#position)
    return session
  }

  #orderOf(round: number): readonly Session[] {
    return chanceOf(this.#stage.company.seed, 'round', round).shuffle(this.#stage.sessions)
  }

  #add(messages: readonly Outgoing[]): void {
    this.#waiting.push(...messages)
    this.#waiting.sort((a, b) => a.at - b.at)
    this.#waiting.length = Math.min(this.#waiting.length, WAITING_MAX)
  }
}
