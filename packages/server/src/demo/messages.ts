// What the demo sends to the tracking API: messages as Segment's clients write them, made from people and what happens to them.
import type { JsonObject } from '@lotse/protocol'
import { isHouse, type SourceName } from './company.ts'
import { CONSENT_WORDING, languageOf, type Person, traitsOf } from './people.ts'
import type { Session } from './recording.ts'

/** A message with the source that sends it and the instant at which it happens. */
export type Outgoing = { readonly source: SourceName; readonly at: number; readonly message: JsonObject }

/** The topic that people agree to. */
export const NEWSLETTER = 'newsletter'

/** Something that happens. `id`: the message id, the same for every try. `anonymous`: the visitor did not say who they are. */
export type Told = {
  readonly source: SourceName
  readonly id: string
  readonly at: number
  readonly event: string
  readonly properties: JsonObject
  readonly device?: string
  readonly anonymous?: boolean
  readonly campaign?: string
}

/** The app tells of phones, the shop of everything else. */
export function sourceOf({ platform }: Session): SourceName {
  return platform === 'mobile' ? 'app' : 'shop'
}

/** The anonymous id under which a person's browser or app is known. */
export function deviceOf({ platform }: Session, userId: string): string {
  return `${platform}-${userId}`
}

/** A `track` message. */
export function tracked(person: Person, told: Told): Outgoing {
  const { source, id, at, event, properties, device, anonymous = false, campaign } = told
  const context = {
    locale: person.locale,
    timezone: person.region.zone,
    ...(campaign ? { campaign: { medium: campaign } } : {}),
  }
  return outgoing(source, at, {
    type: 'track',
    messageId: id,
    event,
    ...(anonymous ? {} : { userId: person.userId }),
    ...(device ? { anonymousId: device } : {}),
    properties,
    context: isHouse(source) ? {} : context,
  })
}

/** What is told when a person makes themselves known: an `identify`, their consent, and the account they belong to. */
export function introduced(person: Person, at: number, { source, id, device }: Pick<Told, 'source' | 'id' | 'device'>) {
  const anonymousId = device ? { anonymousId: device } : {}
  const traits = traitsOf(person, new Date(at).toISOString())
  const identify = { type: 'identify', messageId: `${id}/identify`, userId: person.userId, ...anonymousId, traits }
  const messages = [outgoing(source, at, identify)]
  if (person.consent) messages.push(consent(person, person.consent, { source, id: `${id}/consent`, at: at + 1 }))
  if (person.account) messages.push(grouped(person, { source, id: `${id}/group`, at: at + 2 }))
  return messages
}

type Place = Pick<Told, 'source' | 'id' | 'at'>

function consent(person: Person, state: string, { source, id, at }: Place): Outgoing {
  const wording = CONSENT_WORDING[languageOf(person)] ?? ''
  const properties = { channel: 'email', topic: NEWSLETTER, state, wording, source: 'Registrierung' }
  return tracked(person, { source, id, at, event: 'Consent Changed', properties })
}

function grouped({ userId, account }: Person, { source, id, at }: Place): Outgoing {
  const { id: groupId = '', name = '', kind = '', region = '', members = 0 } = account ?? {}
  const traits = { name, kind, region, members }
  return outgoing(source, at, { type: 'group', messageId: id, userId, groupId, traits })
}

/** The same message at another time. */
export function movedTo(at: number, { source, message }: Outgoing): Outgoing {
  return { source, at, message: { ...message, timestamp: new Date(at).toISOString() } }
}

const CHANNELS: Readonly<Record<SourceName, string>> = {
  shop: 'web',
  app: 'app',
  warehouse: 'server',
  crm: 'server',
  service: 'server',
}

function outgoing(source: SourceName, at: number, message: JsonObject): Outgoing {
  const timestamp = new Date(at).toISOString()
  return { source, at, message: { ...message, timestamp, channel: CHANNELS[source] } }
}
