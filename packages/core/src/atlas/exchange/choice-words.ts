// What choices are called in tables, in German and English, and which choice a word means. Knows no records.
import type { FieldFact } from '@lotse/protocol'
import type { HeadingLanguage, Words } from './heading-words.ts'

const choiceWords: Readonly<Record<string, Words>> = {
  lifecycle: { de: 'Lebenszyklus', en: 'Life cycle' },
  journey: { de: 'Journey', en: 'Journey' },
  part: { de: 'Teil einer Journey', en: 'Part of a journey' },
  asIs: { de: 'Ist', en: 'As is' },
  toBe: { de: 'Soll', en: 'To be' },
  customer: { de: 'Kunde', en: 'Customer' },
  employee: { de: 'Mitarbeiter', en: 'Employee' },
  partner: { de: 'Partner', en: 'Partner' },
  system: { de: 'System', en: 'System' },
  idea: { de: 'Idee', en: 'Idea' },
  planned: { de: 'Geplant', en: 'Planned' },
  building: { de: 'In Arbeit', en: 'In the making' },
  live: { de: 'Live', en: 'Live' },
  retired: { de: 'Abgelöst', en: 'Retired' },
  none: { de: 'Nicht erfüllt', en: 'Not met' },
  partly: { de: 'Teilweise erfüllt', en: 'Partly met' },
  fully: { de: 'Ganz erfüllt', en: 'Fully met' },
  painPoint: { de: 'Pain Point', en: 'Pain point' },
  opportunity: { de: 'Chance', en: 'Opportunity' },
  wow: { de: 'Wow-Moment', en: 'Wow moment' },
  risk: { de: 'Risiko', en: 'Risk' },
  supports: { de: 'stützt', en: 'supports' },
  uses: { de: 'nutzt', en: 'uses' },
  feeds: { de: 'speist', en: 'feeds' },
  refuse: { de: 'Ablehnen', en: 'Refuse' },
  flag: { de: 'Anzeigen', en: 'Flag' },
  phase: { de: 'Phase', en: 'Phase' },
  step: { de: 'Schritt', en: 'Step' },
  touchpoint: { de: 'Touchpoint', en: 'Touchpoint' },
  persona: { de: 'Persona', en: 'Persona' },
  need: { de: 'Bedürfnis', en: 'Need' },
  process: { de: 'Prozess', en: 'Process' },
  application: { de: 'Applikation', en: 'Application' },
  dataSource: { de: 'Datenquelle', en: 'Data source' },
  dataObject: { de: 'Datenobjekt', en: 'Data object' },
  product: { de: 'Produkt', en: 'Product' },
  insight: { de: 'Insight', en: 'Insight' },
}

/** Kinds of lanes have words of their own. */
const laneWords: Readonly<Record<string, Words>> = {
  text: { de: 'Text', en: 'Text' },
  image: { de: 'Bild', en: 'Image' },
  emotion: { de: 'Gefühl', en: 'Emotion' },
  channel: { de: 'Kanal', en: 'Channel' },
  data: { de: 'Daten', en: 'Data' },
  measure: { de: 'Maßnahme', en: 'Measure' },
  metric: { de: 'Kennzahl', en: 'Metric' },
  live: { de: 'Jetzt hier', en: 'Here now' },
  owner: { de: 'Zuständig', en: 'Owner' },
  handover: { de: 'Übergabe', en: 'Hand-over' },
}

/** What a choice of a field is called; undefined where it has no word. */
function wordsOf({ choices = [] }: FieldFact, choice: string): Words | undefined {
  return (choices.includes('emotion') ? laneWords[choice] : undefined) ?? choiceWords[choice]
}

/** What the places of a lane of a type are called, where nobody gave it a name. */
export function laneWord(type: unknown, language: HeadingLanguage): string {
  return typeof type === 'string' ? ((laneWords[type] ?? choiceWords[type])?.[language] ?? type) : ''
}

/** A choice as tables say it. */
export function wordOf(fact: FieldFact, choice: string, language: HeadingLanguage): string {
  return wordsOf(fact, choice)?.[language] ?? choice
}

/** The choice that a word means in a field: by its key or its word in either language; else the word itself. */
export function choiceCalled(fact: FieldFact, word: string): string {
  const plain = word.trim().toLowerCase()
  const { choices = [] } = fact
  const byKey = choices.find((choice) => choice.toLowerCase() === plain)
  const isCalledSo = (choice: string) =>
    Object.values(wordsOf(fact, choice) ?? {}).some((one: string) => one.toLowerCase() === plain)
  return byKey ?? choices.find(isCalledSo) ?? word.trim()
}
