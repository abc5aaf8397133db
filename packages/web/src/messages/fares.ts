// What figures of delivery mean: how many got an answer, and from when on mailbox providers lose their trust. Pure.
// Limits as Google and Yahoo ask of bulk senders since 2024 (spam rate below 0.1 %), bounces below 2 % as providers advise.
import type { DeliveryFigures } from '@lotse/protocol'

const BOUNCES_MAX = 0.02
const COMPLAINTS_MAX = 0.001
/** Below this many mails a share says nothing. */
const MAILS_MIN = 100

/** Mails that got a final answer or none at all. Those put off stand in another figure when they are tried again. */
export function triesOf({ accepted, refused, bounced, dead }: DeliveryFigures): number {
  return accepted + refused + bounced + dead
}

/** A part of a whole, 0 where there is no whole. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

/** Whether mail fares well, or there is too little of it to tell; complaints weigh more than bounces. */
export function fareOf(figures: DeliveryFigures): 'few' | 'good' | 'bounces' | 'complaints' {
  const tries = triesOf(figures)
  if (tries < MAILS_MIN) return 'few'
  if (shareOf(figures.complained, figures.accepted) > COMPLAINTS_MAX) return 'complaints'
  return shareOf(figures.bounced, tries) > BOUNCES_MAX ? 'bounces' : 'good'
}
