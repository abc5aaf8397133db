// German words of lists: search, filters, columns, views, selection.

import type * as en from '../en/list.ts'
import type { Same } from '../same.ts'

/** Words of lists. */
export const list: Same<typeof en.list> = {
  bar: '{{list}}: Suche und Filter',
  find: 'Suchen …',
  filter: 'Filter',
  any: 'Beliebig',
  clear: 'Filter entfernen',
  noMatch: 'Nichts passt dazu',
  noMatchText: 'Mit weniger Filtern oder anderen Worten sehen Sie mehr.',
  export: 'Exportieren',
  display: 'Spalten und Zeilen',
  columns: 'Spalten',
  rows: 'Zeilen',
  order: 'Reihenfolge',
  up: '{{column}}, aufsteigend',
  down: '{{column}}, absteigend',
  earlier: '„{{column}}“ nach vorn',
  later: '„{{column}}“ nach hinten',
  density: { compact: 'Dicht', comfortable: 'Bequem' },
  select: '{{name}} auswählen',
  selectAll: 'Alle geladenen Zeilen auswählen',
  selected_one: '{{formatted}} ausgewählt',
  selected_other: '{{formatted}} ausgewählt',
  deselect: 'Auswahl aufheben',
  next: 'Nächste Zeile',
  previous: 'Vorige Zeile',
  fresh_one: '{{formatted}} neue Zeile zeigen',
  fresh_other: '{{formatted}} neue Zeilen zeigen',
  views: {
    menu: 'Gespeicherte Ansichten',
    title: 'Gespeicherte Ansichten',
    none: 'Noch keine gespeicherten Ansichten',
    shared: 'für alle',
    usual: 'Übliche Ansicht',
    save: 'Diese Ansicht speichern …',
    submit: 'Ansicht speichern',
    name: 'Name der Ansicht',
    sharedLabel: 'Alle im Arbeitsbereich sehen sie',
    share: 'Allen zeigen',
    unshare: 'Nur mir zeigen',
    remove: '„{{name}}“ entfernen',
    removed: 'Ansicht „{{name}}“ entfernt',
  },
}
