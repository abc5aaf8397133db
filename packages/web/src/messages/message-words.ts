// What a message is called and why it stands where it stands, in words. Pure.
import type { ApiMessage } from '@lotse/protocol'
import { channelWords, heldWords } from '../customers/why-sentences.ts'
import type { Translate } from '../words/index.ts'

type Named = Pick<ApiMessage, 'channel' | 'subject' | 'template' | 'step'>

/** Its subject, else the channel with the template or step it comes from. @param templateName - what a template is called. */
export function messageName(
  t: Translate,
  { channel, subject, template, step }: Named,
  templateName: (key: string) => string,
): string {
  if (subject !== null && subject !== '') return subject
  const name = template === null ? (step ?? '') : templateName(template)
  return t('messages.noSubject', { channel: channelWords(t, channel), template: name }).trim()
}

/** Why, or nothing where nothing is to say. What another server said stays in its words. */
export function reasonOf(t: Translate, { state, reason }: Pick<ApiMessage, 'state' | 'reason'>): string {
  // That it is held says why already.
  if (reason === null || state === 'held') return ''
  return state === 'suppressed' ? heldWords(t, reason) : reason
}

/** What the customer is called, else their number. */
export function customerOf(
  t: Translate,
  { customerName, customerId }: Pick<ApiMessage, 'customerName' | 'customerId'>,
) {
  return customerName ?? t('customer.id', { id: customerId })
}
