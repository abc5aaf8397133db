// The recording as the company's past: shifted in time so that it ends at a given instant, with what the house tells of it. Sends nothing.
import type { Company } from './company.ts'
import { type Later, parcelOf } from './house.ts'
import { deviceOf, introduced, type Outgoing, sourceOf, tracked } from './messages.ts'
import { type Person, personOf } from './people.ts'
import type { Session } from './recording.ts'
import { type Happening, visitOf } from './shop.ts'

const HOUR_MS = 3_600_000
const INTRODUCED_BEFORE_MS = 60_000
/** The round in which the recording is the past; later rounds are played live. */
export const PAST_ROUND = 0

/** Something of the house that was to happen after the end of the past. `inHours`: so long after it. */
export type Outstanding = {
  readonly person: Person
  readonly id: string
  readonly later: Later
  readonly inHours: number
}

/** The past, oldest first, and what it left open. */
export type Past = { readonly messages: readonly Outgoing[]; readonly outstanding: readonly Outstanding[] }

/** The people of the recording by user id. */
export function peopleOf(company: Company, sessions: readonly Session[]): Map<string, Person> {
  const loyal = new Set(sessions.filter((session) => session.loyal).map(({ user }) => user))
  const users = new Set(sessions.map(({ user }) => user))
  return new Map([...users].map((user) => [user, personOf(company, user, loyal.has(user))]))
}

/**
 * The past of the company.
 *
 * @param sessions - by their start.
 * @param endAt - the instant at which the last recorded event is to have happened.
 */
export function pastOf(company: Company, sessions: readonly Session[], endAt: number): Past {
  const people = peopleOf(company, sessions)
  const shiftMs = endAt - Math.max(...sessions.map(({ events }) => events.at(-1)?.at ?? 0))
  const messages: Outgoing[] = []
  const outstanding: Outstanding[] = []
  for (const session of sessions) {
    const person = people.get(session.user)
    if (!person) continue
    const beganAt = (session.events[0]?.at ?? 0) + shiftMs
    const happenings = visitOf(company, session, { person, round: PAST_ROUND })
    messages.push(...visitMessages(session, { person, beganAt, happenings }))
    for (const { at, id, later } of laterOf(company.seed, session, { beganAt, happenings })) {
      if (at > endAt) outstanding.push({ person, id, later, inHours: (at - endAt) / HOUR_MS })
      else
        messages.push(
          tracked(person, { source: later.source, id, at, event: later.event, properties: later.properties }),
        )
    }
  }
  return { messages: messages.sort((a, b) => a.at - b.at), outstanding }
}

type Visited = { readonly beganAt: number; readonly happenings: readonly Happening[] }

function visitMessages(session: Session, { person, beganAt, happenings }: Visited & { person: Person }): Outgoing[] {
  const source = sourceOf(session)
  const device = deviceOf(session, person.userId)
  const known = { source, id: `past/${session.user}`, device }
  return [
    ...(session.first ? introduced(person, beganAt - INTRODUCED_BEFORE_MS, known) : []),
    ...happenings.map(({ event, after, properties }, index) =>
      tracked(person, {
        source,
        id: `past/${session.id}/${index}`,
        at: beganAt + after,
        event,
        properties,
        device,
        campaign: session.acquisition,
      }),
    ),
  ]
}

function laterOf(seed: number, session: Session, { beganAt, happenings }: Visited) {
  const orders = happenings.filter(({ event }) => event === 'Order Completed')
  return orders.flatMap(({ after, properties }, order) =>
    parcelOf(seed, properties).map((later, index) => ({
      at: beganAt + after + later.hours * HOUR_MS,
      id: `past/${session.id}/parcel/${order}/${index}`,
      later,
    })),
  )
}
