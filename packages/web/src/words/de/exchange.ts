// Deutsche Wörter für Journeys und Listen als Dateien.
import type * as en from '../en/exchange.ts'
import type { Same } from '../same.ts'

/** Exporte. */
export const exchange: Same<typeof en.exchange> = {
  export: 'Exportieren',
  asTable: 'als Tabelle zum Bearbeiten',
  byPhase: 'je Phase eine Seite, {{paper}}',
  asPicture: 'als Bild',
  whole: 'vollständig, zum Wiedereinlesen',
  otherTools: 'für andere Modellierungswerkzeuge',
}
