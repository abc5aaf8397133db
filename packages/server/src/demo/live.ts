// One visit, one parcel, one membership as they are played live: recorded order and proportions, faster. Pure: it is handed the time.
import { chanceOf } from './chance.ts'
import type { Company } from './company.ts'
import { type Later, membershipOf, parcelOf } from './house.ts'
import { deviceOf, introduced, type Outgoing, sourceOf, tracked } from './messages.ts'
import { type Person, personOf } from './people.ts'
import type { Session } from './recording.ts'
import { type Happening, visitOf } from './shop.ts'

/** How fast everything is played; 1 is the demo's own pace. */
export type Pace = { readonly speed: number }

/** Clicks follow each other eight times as fast as recorded, but not faster than a person reads, nor so slowly that one stops watching. */
const CLICK_SPEED = 8
const CLICK_MS_MIN = 700
const CLICK_MS_MAX = 20_000
/** A day of parcels and memberships takes a minute. */
const LIVE_HOUR_MS = 60_000 / 24
/** Of those who come for the first time in the recording, so many of 100 are new people in each round. */
const NEWCOMER_PERCENT = 34
const JOIN_AFTER = 0.3
const USERS_PER_ROUND = 10_000

/** A playing of one visit. `round` tells playings apart, `startAt` is the instant of the first click. */
export type Playing = { readonly round: number; readonly startAt: number; readonly pace: Pace }

/** What is to be sent for a visit, and until when it lasts. */
export type PlayedVisit = { readonly messages: Outgoing[]; readonly endsAt: number }

/**
 * Plays a visit. Some visitors are new: they look around unknown, and open an account on the way.
 *
 * @param regular - the person that the recorded user is.
 */
export function playVisit(company: Company, session: Session, { regular, ...playing }: Playing & { regular: Person }) {
  const newcomer = isNewcomer(company, session, playing.round)
  const person = newcomer ? personOf(company, newUserId(session.user, playing.round), false) : regular
  const happenings = visitOf(company, session, { person, round: playing.round })
  const times = clickTimes(happenings, playing)
  const visit: Visit = { company, session, person, happenings, times, playing, newcomer }
  const messages = [...clicks(visit), ...parcels(visit)]
  return { messages, endsAt: times.at(-1) ?? playing.startAt } satisfies PlayedVisit
}

/** Whether the visitor of a session is a new person in this round. */
export function isNewcomer(company: Company, session: Session, round: number): boolean {
  return session.first && chanceOf(company.seed, 'newcomer', session.user, round).percent(NEWCOMER_PERCENT)
}

/** A user id that no user of the recording and no newcomer of another round has. */
function newUserId(user: string, round: number): string {
  return `user_${round * USERS_PER_ROUND + Number(user.replace(/\D+/g, ''))}`
}

type Visit = {
  readonly company: Company
  readonly session: Session
  readonly person: Person
  readonly happenings: readonly Happening[]
  readonly times: readonly number[]
  readonly playing: Playing
  readonly newcomer: boolean
}

function clickTimes(happenings: readonly Happening[], { startAt, pace }: Playing): number[] {
  let at = startAt
  return happenings.map(({ after }, index) => {
    const recordedMs = after - (happenings[index - 1]?.after ?? after)
    if (index > 0) at += Math.min(CLICK_MS_MAX, Math.max(CLICK_MS_MIN, recordedMs / CLICK_SPEED)) / pace.speed
    return Math.round(at)
  })
}

const idOf = ({ session, playing }: Visit, part: string) => `live/${playing.round}/${session.id}/${part}`

function clicks(visit: Visit): Outgoing[] {
  const { session, person, happenings, times, newcomer } = visit
  const [source, device] = [sourceOf(session), deviceOf(session, person.userId)]
  const joinsAt = newcomer ? Math.ceil(happenings.length * JOIN_AFTER) : -1
  return happenings.flatMap(({ event, properties }, index) => {
    const at = times[index] ?? visit.playing.startAt
    const id = idOf(visit, String(index))
    const anonymous = index < joinsAt
    const click = { source, id, at, event, properties, device, anonymous, campaign: session.acquisition }
    return [...(index === joinsAt ? joining(visit, at) : []), tracked(person, click)]
  })
}

function joining(visit: Visit, at: number): Outgoing[] {
  const { session, person } = visit
  const known = { source: sourceOf(session), device: deviceOf(session, person.userId), id: idOf(visit, 'join') }
  const created = { ...known, id: idOf(visit, 'account'), at: at - 1, event: 'Account Created', properties: {} }
  return [...introduced(person, at - 10, known), tracked(person, created)]
}

function parcels(visit: Visit): Outgoing[] {
  const { company, person, happenings, times, playing } = visit
  const orders = happenings.flatMap((happening, i) => (happening.event === 'Order Completed' ? [{ happening, i }] : []))
  return orders.flatMap(({ happening, i }) =>
    parcelOf(company.seed, happening.properties).map((later, index) => {
      const at = (times[i] ?? 0) + liveMs(later.hours, playing.pace)
      return fromHouse(person, later, { id: idOf(visit, `parcel/${i}/${index}`), at })
    }),
  )
}

/** How long so many hours of the house take, in milliseconds. */
export function liveMs(hours: number, { speed }: Pace): number {
  return Math.round((hours * LIVE_HOUR_MS) / speed)
}

/** What the house tells of a person. */
export function fromHouse(
  person: Person,
  later: Later,
  { id, at }: { readonly id: string; readonly at: number },
): Outgoing {
  return tracked(person, { source: later.source, id, at, event: later.event, properties: later.properties })
}

/**
 * Plays the end of a membership.
 *
 * @param count - how many were played before in this round.
 */
export function playMembership(
  company: Company,
  person: Person,
  playing: Playing & { readonly count: number },
): Outgoing[] {
  const membership = `M${playing.round}-${playing.count}`
  return membershipOf(company.seed, membership, person.club ?? '').map((later, index) => {
    const at = playing.startAt + liveMs(later.hours, playing.pace)
    return fromHouse(person, later, { id: `live/${playing.round}/${membership}/${index}`, at })
  })
}
