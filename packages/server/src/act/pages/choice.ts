// A customer's own word on what may be written to them: read, stated, withdrawn. Every statement goes through the acceptor, log and table in one.
import { randomUUID } from 'node:crypto'
import { type Consent, consented, EVERY_TOPIC } from '@lotse/core/act'
import { type ConsentState, eventNames, ownEvent } from '@lotse/core/listen'
import { consentOf, recipientsOf } from '../../adapters/store/consent.ts'
import { forwardsOf } from '../../adapters/store/identity.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { addressFor } from '../dispatch/prepare.ts'
import { addressMark, type LinkFacts } from './link.ts'

/** Where a statement came from, as it stands in the proof. */
export type ChoiceSource = 'one_click' | 'unsubscribe_page' | 'preference_page' | 'double_opt_in'

/** One customer of one workspace; `key`: of the message whose link was used. */
export type Chooser = { readonly workspaceId: number; readonly customerId: number; readonly key: string }

export type ChoiceTools = { readonly world: World; readonly acceptor: Acceptor }

/** The customer that a merged one goes on as. */
async function survivorOf({ world }: ChoiceTools, customerId: number): Promise<number> {
  const forwards = await forwardsOf(world.pool, [customerId])
  let at = customerId
  // Each merge leads to an older customer, so the way is finite.
  for (let next = forwards.get(at); next !== undefined; next = forwards.get(at)) at = next
  return at
}

/** The newest statements about e-mail. */
export async function consentsOf(tools: ChoiceTools, chooser: Chooser): Promise<readonly Consent[]> {
  const customer = await survivorOf(tools, chooser.customerId)
  return (await recipientsOf(tools.world.pool, [customer], 'email')).get(customer)?.consents ?? []
}

/** `address`: the one that was confirmed. */
type Statement = {
  readonly topic: string
  readonly state: ConsentState
  readonly wording?: string
  readonly address?: string
}

/**
 * States consents or refusals; durable when it resolves.
 *
 * @param at - not before anything stated so far, so that the newest word counts.
 */
async function state(
  tools: ChoiceTools,
  chooser: Chooser,
  { statements, source, at }: { statements: readonly Statement[]; source: ChoiceSource; at: number },
): Promise<void> {
  const { workspaceId, customerId, key } = chooser
  const events = statements.map((statement) => {
    const s = { channel: 'email', source, ...statement }
    const properties = { channel: 'email', topic: statement.topic, state: statement.state, source, message: key }
    const event = ownEvent({
      workspaceId,
      customerId,
      name: eventNames.consent,
      channel: 'web',
      messageId: `consent/${randomUUID()}`,
      occurredAt: at,
      properties,
    })
    return { ...event, kind: 'consent' as const, body: { ...event.body, s } }
  })
  await tools.acceptor.accept(events)
}

const instantAfter = (consents: readonly { readonly statedAt: number }[], now: number): number =>
  Math.max(now, ...consents.map((consent) => consent.statedAt + 1))

/** Withdraws one topic. Nothing is written when it is refused already. */
export async function unsubscribe(
  tools: ChoiceTools,
  facts: LinkFacts['unsubscribe'],
  source: ChoiceSource,
): Promise<void> {
  const consents = await consentsOf(tools, facts)
  const last = consents.find((consent) => consent.topic === facts.topic)
  if (last?.state === 'refused' && !consented(consents, facts.topic)) return
  const at = instantAfter(consents, tools.world.clock.now())
  await state(tools, facts, { statements: [{ topic: facts.topic, state: 'refused' }], source, at })
}

/** What a confirmation link finds: the wish it was made for, or one that was confirmed before, or nothing any more. */
type Found =
  | { readonly kind: 'open'; readonly wording: string | null; readonly address: string }
  | { readonly kind: 'confirmed' | 'expired' }

/** Only the very wish that the link was sent for is found, and only while its mail's address is where mails would go. */
async function find(tools: ChoiceTools, facts: LinkFacts['confirm']): Promise<Found> {
  const { pool, clock, secrets } = tools.world
  const customerId = await survivorOf(tools, facts.customerId)
  const held = await consentOf(pool, { customerId, channel: 'email', topic: facts.topic })
  if (held?.state === 'granted') return { kind: 'confirmed' }
  const waits = held?.state === 'requested' && held.statedAt === facts.statedAt
  if (!waits || clock.now() >= facts.expiresAt) return { kind: 'expired' }
  const address = addressFor((await recipientsOf(pool, [customerId], 'email')).get(customerId))
  if (address === null || addressMark(secrets, address) !== facts.address) return { kind: 'expired' }
  return { kind: 'open', wording: held.wording, address }
}

/**
 * Confirms a wish: the very one that the link was sent for, by the address it was sent to. A refusal or another wish since then stands.
 *
 * @returns `confirmed` (now or before), or `expired`.
 */
export async function confirm(tools: ChoiceTools, facts: LinkFacts['confirm']): Promise<'confirmed' | 'expired'> {
  const found = await find(tools, facts)
  if (found.kind !== 'open') return found.kind
  const { wording, address } = found
  const at = instantAfter(await consentsOf(tools, facts), tools.world.clock.now())
  const statement = { topic: facts.topic, state: 'granted', address, ...(wording === null ? {} : { wording }) } as const
  await state(tools, facts, { statements: [statement], source: 'double_opt_in', at })
  return 'confirmed'
}

/** Whether a confirmation link can still be used, without using it. */
export async function confirmable(tools: ChoiceTools, facts: LinkFacts['confirm']): Promise<boolean> {
  return (await find(tools, facts)).kind !== 'expired'
}

/**
 * Saves a choice of topics: what was ticked and is not granted is granted, what was not ticked and is granted is refused.
 *
 * @param topics - all that were shown.
 */
export async function choose(
  tools: ChoiceTools,
  chooser: Chooser,
  { topics, ticked }: { topics: readonly string[]; ticked: ReadonlySet<string> },
): Promise<void> {
  const consents = await consentsOf(tools, chooser)
  const changed = topics.filter((topic) => ticked.has(topic) !== consented(consents, topic))
  const statements = changed.map((topic): Statement => ({ topic, state: ticked.has(topic) ? 'granted' : 'refused' }))
  const at = instantAfter(consents, tools.world.clock.now())
  await state(tools, chooser, { statements, source: 'preference_page', at })
}

/** Withdraws every topic, those to come included. */
export async function unsubscribeAll(tools: ChoiceTools, chooser: Chooser): Promise<void> {
  const consents = await consentsOf(tools, chooser)
  const granted = consents.filter((consent) => consent.state !== 'refused' && consent.topic !== EVERY_TOPIC)
  const statements = [...granted.map((consent) => consent.topic), EVERY_TOPIC].map(
    (topic): Statement => ({ topic, state: 'refused' }),
  )
  const at = instantAfter(consents, tools.world.clock.now())
  await state(tools, chooser, { statements, source: 'preference_page', at })
}
