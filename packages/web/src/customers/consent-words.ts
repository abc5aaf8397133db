// Where a statement of consent was made, in words. Pure.
import type { Translate } from '../words/index.ts'

const ours = ['double_opt_in', 'preference_page', 'unsubscribe_page', 'one_click', 'tracking'] as const

/** One of our own pages in words, else as it was named. */
export function consentSource(t: Translate, source: string): string {
  const own = ours.find((one) => one === source)
  return own === undefined ? source : t(`customer.consentHistory.source.${own}`)
}
