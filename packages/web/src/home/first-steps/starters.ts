// Flows to begin with, as whole documents with their message, around an event that the workspace really has. Pure.
import type { FlowDocument, TemplateDocument } from '@lotse/protocol'
import { mailBody } from '../../templates/content.ts'
import type { Translate } from '../../words/index.ts'

/** The starters in the order of their gallery. */
export const starterNames = ['welcome', 'cart', 'review'] as const
/** One of them. */
export type StarterName = (typeof starterNames)[number]

/** A starter made for a workspace: what its message says and what it does. */
export type Starter = { readonly key: string; readonly template: TemplateDocument; readonly flow: FlowDocument }

const begins: Readonly<Record<StarterName, RegExp>> = {
  welcome: /sign(ed)? ?up|account created|registered|subscribed|registrier|anmeld|konto/i,
  cart: /product added|add(ed)?.to.cart|cart|checkout started|warenkorb/i,
  review: /order (completed|delivered)|delivered|purchase|bestell|geliefert|gekauft/i,
}
const buys = /order completed|purchase|paid|bought|bestell|gekauft/i

/** The event a starter most likely begins with; the first there is where none fits by name. */
export function likelyEvent(starter: StarterName, names: readonly string[]): string | undefined {
  return names.find((name) => begins[starter].test(name)) ?? names[0]
}

/**
 * A starter's documents.
 *
 * @param t - in the language the flow and its message are written in.
 * @param event - what it begins with.
 * @param names - events of the workspace, for its goal and exit.
 */
export function starterOf(
  t: Translate,
  starter: StarterName,
  { event, names, language }: { readonly event: string; readonly names: readonly string[]; readonly language: string },
): Starter {
  const key = `first-${starter}`
  const goal = names.find((name) => buys.test(name) && name !== event)
  const flow: FlowDocument = {
    lotse: 'flow/1',
    name: t(`home.starter.${starter}.name`),
    trigger: { event },
    entry: { rule: starter === 'welcome' ? 'once' : 'one_at_a_time' },
    ...(goal === undefined || starter === 'review' ? {} : { goal: { event: goal } }),
    start: starter === 'welcome' ? 'mail' : 'wait',
    steps: stepsOf(t, starter, key),
  }
  return { key, flow, template: templateOf(t, starter, language) }
}

const pauses: Readonly<Record<Exclude<StarterName, 'welcome'>, string>> = { cart: '4h', review: '7d' }

function stepsOf(t: Translate, starter: StarterName, template: string): FlowDocument['steps'] {
  const mail: FlowDocument['steps'][number] = {
    id: 'mail',
    kind: 'send',
    name: t(`home.starter.${starter}.step`),
    channel: 'email',
    template,
    // A greeting answers what somebody has just done; the others are advertising and need consent.
    ...(starter === 'welcome' ? { topic: 'service', transactional: true } : { topic: 'newsletter' }),
    next: 'end',
  }
  const end: FlowDocument['steps'][number] = { id: 'end', kind: 'exit' }
  if (starter === 'welcome') return [mail, end]
  return [{ id: 'wait', kind: 'wait', for: pauses[starter], next: 'mail' }, mail, end]
}

function templateOf(t: Translate, starter: StarterName, language: string): TemplateDocument {
  const greeting = t('home.starter.greeting')
  const paragraphs = [greeting, t(`home.starter.${starter}.body`), t('home.starter.closing')]
  const unsubscribe = `<a href="{{ unsubscribe_url }}">${t('home.starter.unsubscribe')}</a>`
  const body = mailBody(paragraphs, starter === 'welcome' ? '' : unsubscribe)
  return {
    lotse: 'template/1',
    name: t(`home.starter.${starter}.name`),
    channel: 'email',
    locale: language,
    subject: t(`home.starter.${starter}.subject`),
    body,
  }
}
