// What the demo company's insights concern, on every layer: journeys with phases and steps, what customers meet, processes, applications, data. Data alone.
import { idsIn } from '../plan.ts'

/** Insight, and all that it concerns. */
const rows: readonly (readonly [insight: string, concerns: string])[] = [
  ['mobile-pay', 'buy.pay t-paying a-app'],
  ['bank-back', 'paying.approve t-bank a-pay'],
  ['error-words', 'buy.refused t-error s-payments'],
  ['late-cost', 'buy.checkout t-cart t-address'],
  ['filter-lost', 'choose.filter t-filter a-search'],
  ['size-guess', 'choose.size t-sizing o-size p-content.measure'],
  ['compare-phone', 'choose.compare t-compare c-app'],
  ['pack-list', 'become-aware t-packing'],
  ['stock-promo', 'p-campaign.check o-stock t-promo'],
  ['tell-first', 'receive.told t-delay-mail p-delay'],
  ['three-parts', 'receive.arrived p-fulfil a-warehouse'],
  ['friday', 'buy.address a-carrier'],
  ['handle', 'use.unpack t-parcel'],
  ['repeat', 'get-help.reach a-contact o-case'],
  ['evening-gap', 'get-help.chat t-chat'],
  ['solved', 'get-help.solved s-contact o-case'],
  ['refund-wait', 'return.silence p-refund a-pay'],
  ['try-on', 'return n-fits p-returns'],
  ['mend-love', 'repair t-mending'],
  ['black-box', 'repair.waiting p-mend s-workshop o-repair'],
  ['newcomer-bonus', 'renew.slight t-promo o-membership'],
  ['sum-up', 'renew.reminded t-renewal'],
  ['late-bid', 'tender.publish p-tendering'],
  ['loan', 'tender'],
  ['no-answer', 'complain.amends p-complaints n-change'],
  ['quiet-ones', 'come-back.silence p-winning s-crm'],
]

/** What each insight concerns. */
export const insightConcerns: ReadonlyMap<string, readonly string[]> = new Map(
  rows.map(([insight, concerns]) => [`i-${insight}`, idsIn(concerns)]),
)
