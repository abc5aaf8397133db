// Deutsche Wörter: Links zu einem einzelnen Insight, und was sieht, wer einen hat.
import type { insightLink as englishLink, sharedInsight as englishShared } from '../en/insight-link.ts'
import type { Same } from '../same.ts'

/** Links zu einem Insight anlegen und zurückziehen. */
export const insightLink: Same<typeof englishLink> = {
  share: 'Teilen',
  text: 'Wer den Link hat, sieht diesen Insight und sonst nichts aus Ihrem Arbeitsbereich, ohne Konto, immer auf dem neuesten Stand. Was dort kommentiert wird, steht in seiner Diskussion.',
  opens: {
    comments: 'Zeigen, was Ihre Leute in der Diskussion geschrieben haben',
    work: 'Zeigen, wie weit er ist, wer zuständig ist und wie er bewertet ist',
  },
  part: { comments: 'mit Diskussion', work: 'mit Stand und Bewertung' },
  list: 'Links zu diesem Insight',
}

/** Die Seite hinter einem Link zu einem Insight. */
export const sharedInsight: Same<typeof englishShared> = {
  wait: 'Geteilter Insight',
  passwordTitle: 'Dieser Insight ist mit einem Passwort geteilt',
  about: 'Worum es geht',
  noAbout: 'Keine weitere Beschreibung.',
  where: 'Wo er entstanden ist',
  work: 'Wie weit er ist',
  status: 'Status',
  since: 'Seit',
  priority: 'Vorrang',
  department: 'Zuständig',
  reach: 'Kunden in 30 Tagen',
  evidence: 'Belegt durch',
  unknown: 'nicht bekannt',
  noPriority: 'keiner',
  nobody: 'niemand',
  talk: 'Diskussion',
  noTalk: 'Noch hat niemand etwas geschrieben.',
  comment: 'Ihr Kommentar',
  send: 'Kommentar senden',
  nameFirst: 'Nennen Sie zuerst Ihren Namen, dann können Sie kommentieren.',
  said: 'Ihr Kommentar ist da. Wer zuständig ist, sieht ihn bei diesem Insight.',
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
  how: { urgent: 'Dringend', high: 'Hoch', normal: 'Normal', low: 'Niedrig' },
  level: { assumed: 'Vermutung', stale: 'veraltete Belege', researched: 'Forschung', measured: 'Messung' },
}
