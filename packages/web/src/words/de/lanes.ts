// Deutsche Wörter für Zeilen einer Karte, die kommen und gehen.
import type * as en from '../en/lanes.ts'
import type { Same } from '../same.ts'

/** Zeilen. */
export const lanes: Same<typeof en.lanes> = {
  add: 'Zeile hinzufügen',
  hide: '„{{name}}“ ausblenden',
  show: '„{{name}}“ wieder zeigen',
  showAll: 'Alle wieder zeigen',
  hidden_one: 'Eine ausgeblendet',
  hidden_other: '{{formatted}} ausgeblendet',
}
