// Consent statements: how one is read from an event, and which of two holds (I4). Pure; used for single events and for merging customers alike.
import type { JsonObject, TrackFault } from '@lotse/protocol'
import type { Instant } from '../base/index.ts'
import type { ConsentState, ConsentStatement } from './input.ts'

/** A statement as it stands: what was said, and when. */
export type StatedConsent = { readonly state: ConsentState; readonly statedAt: Instant }

/** At equal time the refusal holds, and a confirmation is more than the request for one. */
const WEIGHT: Readonly<Record<ConsentState, number>> = { requested: 0, granted: 1, refused: 2 }

const TEXT_LENGTH_MAX = 200
const WORDING_LENGTH_MAX = 10_000

/**
 * Whether `next` takes the place of `held`: the latest statement holds; at equal time the refusal.
 *
 * @returns false where both say the same at the same time.
 */
export function supersedes(next: StatedConsent, held: StatedConsent): boolean {
  if (next.statedAt !== held.statedAt) return next.statedAt > held.statedAt
  return WEIGHT[next.state] > WEIGHT[held.state]
}

/**
 * The statement in the properties of a `Consent Changed` event.
 *
 * @param properties - `channel`, `topic`, `state`; optionally `wording` (what the person agreed to) and `source` (where).
 * @returns the statement, or which property is wrong.
 */
export function statementOf(properties: JsonObject): ConsentStatement | TrackFault {
  const { channel, topic, state, wording, source } = properties
  if (!isName(channel)) return wrong('channel', `must be text of 1 to ${TEXT_LENGTH_MAX} characters`)
  if (!isName(topic)) return wrong('topic', `must be text of 1 to ${TEXT_LENGTH_MAX} characters`)
  if (!isState(state)) return wrong('state', 'must be granted, refused or requested')
  if (source !== undefined && !isName(source))
    return wrong('source', `must be text of 1 to ${TEXT_LENGTH_MAX} characters`)
  if (wording === undefined) return { channel, topic, state, source: source ?? 'tracking' }
  const fits = typeof wording === 'string' && wording.length <= WORDING_LENGTH_MAX
  return fits ? { channel, topic, state, source: source ?? 'tracking', wording } : wrong('wording', 'must be text')
}

/**
 * What is left of a statement that anybody could have made, since write keys stand in web pages: e-mail that is said to be granted is
 * only asked for, and the person's own confirmation grants it.
 */
export function unproven(statement: ConsentStatement): ConsentStatement {
  const asks = statement.channel === 'email' && statement.state === 'granted'
  return asks ? { ...statement, state: 'requested' } : statement
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= TEXT_LENGTH_MAX
}

function isState(value: unknown): value is ConsentState {
  return typeof value === 'string' && Object.hasOwn(WEIGHT, value)
}

function wrong(property: string, detail: string): TrackFault {
  const field = `properties.${property}`
  return { code: 'listen.event_invalid', field, detail: `${field} ${detail}` }
}
