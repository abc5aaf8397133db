// What lists of insights for management say, in German and English: headings, states, priorities, how well something is known. Writes no row.
import type { EvidenceKind, EvidenceLevel, InsightState, Priority, Verdict } from '@lotse/protocol'

type Words = Readonly<Record<'de' | 'en', string>>

/** Headings, in the order in which they stand; those of scales come after `priority`. */
export const listHeadings = {
  name: { de: 'Pain Point', en: 'Pain point' },
  about: { de: 'Beschreibung', en: 'Description' },
  sort: { de: 'Insight-Typ', en: 'Insight type' },
  journeys: { de: 'Journeys', en: 'Journeys' },
  phases: { de: 'Phasen', en: 'Phases' },
  steps: { de: 'Schritte', en: 'Steps' },
  touchpoints: { de: 'Touchpoints', en: 'Touchpoints' },
  department: { de: 'Abteilung', en: 'Department' },
  addressee: { de: 'Adressat', en: 'Addressee' },
  status: { de: 'Status', en: 'Status' },
  since: { de: 'Seit', en: 'Since' },
  waitsSince: { de: 'Wartet seit', en: 'Waits since' },
  priority: { de: 'Vorrang', en: 'Priority' },
  reach: { de: 'Reichweite (Kunden)', en: 'Reach (customers)' },
  reachFrom: { de: 'Reichweite woher', en: 'Reach from' },
  known: { de: 'Evidenz', en: 'Evidence' },
  escalated: { de: 'Eskaliert, weil', en: 'Escalated, because' },
  changed: { de: 'Zuletzt geändert', en: 'Last changed' },
  id: { de: 'ID', en: 'ID' },
} as const satisfies Readonly<Record<string, Words>>

/** What comes behind the name of a formula, since a formula may be called as the scale it is made of. */
export const scoreWord: Words = { de: 'Score', en: 'score' }

/** How far an insight is. */
export const stateWords: Readonly<Record<InsightState, Words>> = {
  new: { de: 'Neu', en: 'New' },
  backlog: { de: 'Im Backlog', en: 'In the backlog' },
  accepted: { de: 'Freigegeben', en: 'Accepted' },
  ticket: { de: 'Ticket', en: 'Ticket' },
  inProgress: { de: 'In Arbeit', en: 'In progress' },
  solved: { de: 'Gelöst', en: 'Solved' },
  verified: { de: 'Belegt', en: 'Verified' },
  deferred: { de: 'Zurückgestellt', en: 'Put off' },
  rejected: { de: 'Abgelehnt', en: 'Rejected' },
}

/** How soon. */
export const priorityWords: Readonly<Record<Priority, Words>> = {
  urgent: { de: 'Dringend', en: 'Urgent' },
  high: { de: 'Hoch', en: 'High' },
  normal: { de: 'Normal', en: 'Normal' },
  low: { de: 'Niedrig', en: 'Low' },
}

/** How well something is known. */
export const levelWords: Readonly<Record<EvidenceLevel, Words>> = {
  assumed: { de: 'Vermutet', en: 'Assumed' },
  stale: { de: 'Veraltet', en: 'Stale' },
  researched: { de: 'Erforscht', en: 'Researched' },
  measured: { de: 'Gemessen', en: 'Measured' },
}

/** Where a reach comes from. */
export const reachWords: Readonly<Record<'counted' | 'estimated', Words>> = {
  counted: { de: 'Gezählt', en: 'Counted' },
  estimated: { de: 'Geschätzt', en: 'Estimated' },
}

/** What the list is called, and the part of it that no department is in charge of. */
export const listNames: Readonly<Record<'list' | 'without', Words>> = {
  list: { de: 'Insights', en: 'Insights' },
  without: { de: 'Ohne Abteilung', en: 'No department' },
}

/** Headings of a sheet about one insight, and words in its notes. */
export const sheetWords: Readonly<
  Record<'facts' | 'evidence' | 'decisions' | 'talk' | 'pictures' | 'voices' | 'withdrawn', Words>
> = {
  facts: { de: 'Auf einen Blick', en: 'At a glance' },
  evidence: { de: 'Belege', en: 'Evidence' },
  decisions: { de: 'Entscheidungen', en: 'Decisions' },
  talk: { de: 'Diskussion', en: 'Discussion' },
  pictures: { de: 'Bilder', en: 'Pictures' },
  voices: { de: 'Stimmen', en: 'voices' },
  withdrawn: { de: 'zurückgenommen am', en: 'withdrawn on' },
}

/** What was decided. */
export const verdictWords: Readonly<Record<Verdict | 'pass', Words>> = {
  accept: { de: 'Freigegeben', en: 'Accepted' },
  defer: { de: 'Zurückgestellt', en: 'Put off' },
  reject: { de: 'Abgelehnt', en: 'Rejected' },
  pass: { de: 'Durchgelassen, die Freigabe war aus', en: 'Let through, the filter was off' },
}

/** What evidence is. */
export const evidenceWords: Readonly<Record<EvidenceKind, Words>> = {
  feedback: { de: 'Feedback', en: 'Feedback' },
  events: { de: 'Ereignisse', en: 'Events' },
  research: { de: 'Forschung', en: 'Research' },
  file: { de: 'Datei', en: 'File' },
}
