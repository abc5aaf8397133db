// Deutsche Wörter der Vorlagen von Journeys.
import type * as en from '../en/origins.ts'
import type { Same } from '../same.ts'

/** Vorlagen, und was daraus wurde. */
export const origins: Same<typeof en.origins> = {
  title: 'Vorlagen',
  none: 'Noch keine Vorlagen',
  noneText:
    'Eine Vorlage gibt neuen Journeys ihre Phasen, Schritte und Zeilen, z. B. „Service-Anliegen“. Öffnen Sie eine Journey, zeigen Sie ihre Einzelheiten und schalten Sie „Vorlage für neue Journeys“ ein.',
  choose: 'Journey wählen',
  open: 'Vorlage öffnen',
  copies: 'Daraus entstandene Journeys',
  noCopies: 'Daraus ist noch keine Journey entstanden.',
  added: 'Neu',
  removed: 'Entfernt',
  moved: 'Verschoben',
  changed: 'Geändert',
  state: 'Wie die Vorlage',
  same: 'Gleiche Form',
  apart_one: '{{formatted}} Abweichung',
  apart_other: '{{formatted}} Abweichungen',
  begin: 'Beginnen mit',
  usual: 'Drei Phasen zum Ausfüllen',
  beginHint: 'Eine Vorlage bringt ihre Phasen, Schritte und Zeilen mit.',
}
