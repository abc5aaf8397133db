// What many of a kind are called, above tables that leave as pictures. Holds words and nothing else.
import { type AtlasKind, atlasKindNames } from '@lotse/protocol'
import type { HeadingLanguage, Words } from './heading-words.ts'

const titles: Readonly<Record<AtlasKind | 'owner', Words>> = {
  owner: { de: 'Fachbereiche', en: 'Departments' },
  journey: { de: 'Journeys', en: 'Journeys' },
  phase: { de: 'Phasen', en: 'Phases' },
  step: { de: 'Schritte', en: 'Steps' },
  lane: { de: 'Zeilen', en: 'Lanes' },
  transition: { de: 'Übergänge', en: 'Transitions' },
  cell: { de: 'Zellen', en: 'Cells' },
  placement: { de: 'Platzierungen', en: 'Placements' },
  feeling: { de: 'Emotionen', en: 'Emotions' },
  touchpoint: { de: 'Touchpoints', en: 'Touchpoints' },
  persona: { de: 'Personas', en: 'Personas' },
  segment: { de: 'Segmente', en: 'Segments' },
  channel: { de: 'Kanäle', en: 'Channels' },
  need: { de: 'Bedürfnisse', en: 'Needs' },
  process: { de: 'Prozesse', en: 'Processes' },
  transaction: { de: 'Transaktionen', en: 'Transactions' },
  application: { de: 'Applikationen', en: 'Applications' },
  dataSource: { de: 'Datenquellen', en: 'Data sources' },
  dataObject: { de: 'Datenobjekte', en: 'Data objects' },
  product: { de: 'Produkte', en: 'Products' },
  brand: { de: 'Marken', en: 'Brands' },
  insight: { de: 'Insights', en: 'Insights' },
  link: { de: 'Verknüpfungen', en: 'Links' },
  taxonomy: { de: 'Taxonomien', en: 'Taxonomies' },
  term: { de: 'Begriffe', en: 'Terms' },
}

/** What many records of a kind are called, e.g. `Kanäle`. */
export const kindTitle = (kind: AtlasKind, language: HeadingLanguage): string => titles[kind][language]

/** What a matrix of two of them is called: `journey.touchpoint` → `Journeys × Touchpoints`. @param name - of the matrix: rows, a point, columns. */
export function matrixTitle(name: string, language: HeadingLanguage): string {
  const sides = [...atlasKindNames, 'owner' as const]
  return name
    .split('.')
    .map((side) => sides.find((one) => one === side))
    .map((side) => (side === undefined ? '' : titles[side][language]))
    .join(' × ')
}
