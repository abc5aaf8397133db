// Deutsche Wörter der Insight-Listen als Dateien.
import type * as en from '../en/insight-exchange.ts'
import type { Same } from '../same.ts'

/** Insights hinaus. */
export const insightExchange: Same<typeof en.insightExchange> = {
  forManagement: 'Liste für das Management',
  more: 'Weitere Formen der Liste',
  whole: 'Eine Liste',
  split: 'Je Abteilung eine Datei',
  excel: 'Excel',
  csv: 'CSV',
  json: 'JSON, mit allem',
  splitExcel: 'Excel, als ZIP',
  splitCsv: 'CSV, als ZIP',
  mine: 'Nur, wofür meine Abteilung zuständig ist',
}

/** Bilder eines Insights. */
export const insightPictures: Same<typeof en.insightPictures> = {
  title: 'Bilder',
  none: 'Noch keine. Ein Foto oder Bildschirmfoto sagt oft mehr als ein Satz.',
  noneToRead: 'Noch keine.',
  add: 'Bild hinzufügen',
  addTo: 'Bild zu „{{name}}“',
  caption: 'Was ist zu sehen?',
  captionHint: 'Steht unter dem Bild, im PDF und hinter Links, z. B. „Fehlermeldung beim Bezahlen“.',
  hint: 'PNG, JPEG, WebP oder GIF. Große Fotos werden verkleinert, Ort und Kameradaten entfernt.',
  keep: 'Bild übernehmen',
  added: 'Das Bild ist hinzugefügt.',
  remove: 'Bild entfernen: {{caption}}',
  removed: 'Das Bild ist entfernt.',
  unnamed: 'ohne Beschreibung',
  whole: 'In voller Größe ansehen: {{caption}}',
}

/** Ein Insight als Datei. */
export const insightSheet: Same<typeof en.insightSheet> = {
  pdf: 'PDF',
  withTalk: 'PDF mit Diskussion',
  more: 'Weitere Formen',
}
