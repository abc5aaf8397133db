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
