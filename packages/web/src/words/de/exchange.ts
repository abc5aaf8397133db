// Deutsche Wörter für Journeys und Listen als Dateien.
import type * as en from '../en/exchange.ts'
import type { Same } from '../same.ts'

/** Exporte. */
export const exchange: Same<typeof en.exchange> = {
  export: 'Exportieren',
  toShow: 'Zum Zeigen',
  toWork: 'Zum Bearbeiten',
  toHandOn: 'Zum Weitergeben',
  asTable: 'eine Zeile je Schritt',
  figures: 'Zahlen nach Phasen und Schritten',
  byPhase: 'eine Seite je Phase',
  forSlides: 'ein Bild für Folien',
  anySize: 'ein Bild in jeder Größe',
  whole: 'vollständig, zum Wiedereinlesen',
  processOut: 'Geschäftsprozess als BPMN 2.0 herunterladen',
  otherTools: 'für andere Modellierungswerkzeuge',
  realRuns: 'wirkliche Durchläufe, ohne Namen',
}
