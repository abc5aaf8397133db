// Deutsche Wörter der Feeds: was bei den eigenen Touchpoints neu ist und wie es zu einem kommt.
import type { feed as english } from '../en/feed.ts'
import type { Same } from '../same.ts'

/** Feeds. */
export const feed: Same<typeof english> = {
  title: 'Feeds',
  new: 'Neu',
  read: 'Gesehen',
  unread: 'Noch nicht gesehen',
  readOne: 'Als gesehen markieren: {{name}}',
  unreadOne: 'Als noch nicht gesehen markieren: {{name}}',
  readAll: 'Alles als gesehen markieren',
  allRead: 'Alles ist als gesehen markiert.',
  more: 'Ältere Einträge zeigen',
  customer: 'Zum Kunden',
  kind: 'Was',
  onlyNew: 'Nur was für mich neu ist',
  everywhere: 'Wieder alles zeigen',
  kinds: {
    alert: 'Alarme',
    move: 'Besser oder schlechter geworden',
    answers: 'Antworten',
    insight: 'Neue Insights',
    work: 'Was mit Insights geschieht',
  },
  ask: { csat: 'Zufriedenheit', nps: 'Weiterempfehlung', ces: 'Mühelosigkeit', sentiment: 'Klang der Worte' },
  says: {
    alert: 'Schlechte Antwort: {{asked}} {{mean}}',
    answers_one: '{{formatted}} Antwort: {{asked}} {{mean}}',
    answers_other: '{{formatted}} Antworten: {{asked}} im Mittel {{mean}}',
    up: '{{asked}} ist gestiegen: {{mean}} in sieben Tagen, {{before}} in den vier Wochen davor',
    down: '{{asked}} ist gesunken: {{mean}} in sieben Tagen, {{before}} in den vier Wochen davor',
    insight: 'Neuer Insight',
  },
  bad_one: '{{formatted}} davon schlecht',
  bad_other: '{{formatted}} davon schlecht',
  step: {
    submit: 'Insight liegt im Backlog',
    resume: 'Insight liegt wieder im Backlog',
    start: 'Die Arbeit am Insight hat begonnen',
    solve: 'Insight ist gelöst',
    reopen: 'Am Insight wird wieder gearbeitet',
    verify: 'Insight ist belegt',
    accept: 'Insight ist freigegeben',
    defer: 'Insight ist zurückgestellt',
    reject: 'Insight ist abgelehnt',
    openTicket: 'Zum Insight gibt es ein Ticket',
  },
  work: {
    status: 'Insight hat einen anderen Stand',
    decision: 'Über den Insight wurde entschieden',
    priority: 'Insight hat einen anderen Vorrang',
    addressee: 'Um den Insight kümmert sich jemand anderes',
    department: 'Für den Insight ist eine andere Einheit zuständig',
    escalation: 'Insight wurde jemandem vorgelegt',
    undo: 'Der letzte Schritt zum Insight wurde zurückgenommen',
  },
  empty: {
    none: {
      title: 'Noch nichts Neues',
      text: 'Sobald Kunden antworten oder jemand einen Insight zu dem festhält, was Ihren Einheiten gehört, steht es hier. Touchpoints hören auf Antworten, wenn ein Ereignis an sie gebunden ist.',
    },
    noMatch: {
      title: 'Nichts gefunden',
      text: 'Wählen Sie eine andere Art oder eine andere Einheit, oder lassen Sie wieder alles zeigen.',
    },
    noUnit: {
      title: 'Sie gehören zu keiner Einheit',
      text: 'Ein Feed zeigt, was bei den Dingen Ihrer Abteilung, Ihres Teams oder Ihrer Region geschieht. Bitten Sie die Administration, Sie dort einzutragen.',
    },
  },
  home: { title: 'Neu bei Ihren Touchpoints', all: 'Zum Feed' },
}
