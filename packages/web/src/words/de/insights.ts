// Deutsche Wörter der Insights: was sie betreffen, wo sie entstanden sind, wie man einen festhält.
import type { insights as english } from '../en/insights.ts'
import type { Same } from '../same.ts'

/** Insights, wo immer sie sich zeigen. */
export const insights: Same<typeof english> = {
  title: 'Insights',
  here: 'Insights hierzu',
  none: 'Noch keine. Halten Sie fest, was Sie hier erkennen, z. B. „Versandkosten erst im letzten Schritt“.',
  noneToRead: 'Noch keine.',
  make: 'Neuer Insight hierzu',
  name: 'Was haben Sie erkannt?',
  sort: 'Sorte',
  keep: 'Festhalten',
  made: '„{{name}}“ ist festgehalten.',
  arose: 'Wo er entstanden ist',
  noOrigins:
    'Noch nicht gesagt. Nennen Sie unter „Betrifft“ einen Schritt, einen Touchpoint oder eine Applikation, oder platzieren Sie ihn in der Karte einer Journey.',
  how: { concerns: 'betrifft', placed: 'in der Karte' },
  moreOrigins_one: '{{first}} und {{count}} weiterer Ort',
  moreOrigins_other: '{{first}} und {{count}} weitere Orte',
  allOfJourney: 'Alle Insights dieser Journey',
  asLayers: 'Als Ebenen zeigen',
  asList: 'In der Bibliothek',
  file: 'Als Arbeitsmappe',
  every: 'Alle Sorten',
  filter: { journey: 'Journey', phase: 'Phase', step: 'Schritt', touchpoint: 'Touchpoint', what: 'Sorte' },
  count_one: '{{formatted}} Insight',
  count_other: '{{formatted}} Insights',
  layer: {
    journey: 'Journey',
    step: 'Phasen und Schritte',
    contact: 'Touchpoints, Kanäle, Menschen',
    process: 'Prozesse',
    application: 'Applikationen',
    data: 'Daten',
  },
  noneAtAll: 'Noch keine Insights zu dieser Journey',
  noneAtAllText:
    'Ein Insight kann die Journey, einen Schritt, einen Touchpoint, einen Prozess, eine Applikation oder Daten betreffen: „Am Handy bricht die Zahlung ab“. Öffnen Sie in der Karte einen Schritt und wählen Sie „Neuer Insight hierzu“.',
  toMap: 'Zur Karte',
  noneOfSort: 'Keine dieser Sorte.',
  band: 'Pain Points und Chancen',
  bandMore: '+{{formatted}} in der Liste',
}
