// Deutsche Wörter zur Arbeit an Insights: Stand, Schritte, Vorrang, Belege, was geändert und was abgelehnt wurde.
import type * as en from '../en/insight-deciding.ts'
import type { Same } from '../same.ts'

/** Was jede Ansicht sagt, die Arbeit an Insights zeigt oder ändert. */
export const insightWork: Same<typeof en.insightWork> = {
  state: {
    new: 'Neu',
    backlog: 'Im Backlog',
    accepted: 'Freigegeben',
    ticket: 'Ticket',
    inProgress: 'In Arbeit',
    solved: 'Gelöst',
    verified: 'Belegt',
    deferred: 'Zurückgestellt',
    rejected: 'Abgelehnt',
  },
  step: {
    submit: 'In den Backlog',
    accept: 'Freigeben',
    defer: 'Zurückstellen',
    reject: 'Ablehnen',
    resume: 'Zurück in den Backlog',
    openTicket: 'Ticket anlegen',
    start: 'Arbeit beginnen',
    solve: 'Gelöst',
    reopen: 'Wieder aufnehmen',
    verify: 'Belegt',
  },
  verdict: {
    accept: 'Freigegeben',
    defer: 'Zurückgestellt',
    reject: 'Abgelehnt',
    pass: 'Durchgelassen, die Freigabe war aus',
  },
  priority: { urgent: 'Dringend', high: 'Hoch', normal: 'Normal', low: 'Niedrig', none: 'Kein Vorrang' },
  level: { assumed: 'Vermutet', stale: 'Veraltet', researched: 'Erforscht', measured: 'Gemessen' },
  why: {
    named: 'Benannt',
    concerned: 'Verantwortet, was betroffen ist',
    own: 'Verantwortet den Insight',
    several: 'Mehrere verantworten, was betroffen ist: bitte eine benennen',
    nobody: 'Noch ist niemand zuständig',
  },
  conflict:
    'Jemand hat diesen Insight inzwischen geändert. Jetzt sehen Sie den neuesten Stand; prüfen Sie ihn und versuchen Sie es noch einmal.',
  refused_one: 'Ein Insight wurde nicht geändert: {{reason}}',
  refused_other: '{{count}} Insights wurden nicht geändert: {{reason}}',
}
