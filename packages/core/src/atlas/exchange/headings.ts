// What the columns of tables are called, in German and English, and which column a heading means. Reads no rows.
import { type AtlasKind, atlasKindNames, travellingFields } from '@lotse/protocol'

/** Languages of headings. */
export type HeadingLanguage = 'de' | 'en'
type Words = Readonly<Record<HeadingLanguage, string>>

/** Columns that are no fields. */
const places: Readonly<Record<'kind' | 'id' | 'journey', Words>> = {
  kind: { de: 'Art', en: 'Kind' },
  id: { de: 'ID', en: 'ID' },
  journey: { de: 'In der Journey', en: 'In journey' },
}

const fieldWords: Readonly<Record<string, Words>> = {
  name: { de: 'Name', en: 'Name' },
  about: { de: 'Beschreibung', en: 'Description' },
  goal: { de: 'Ziel', en: 'Goal' },
  level: { de: 'Ebene', en: 'Level' },
  state: { de: 'Stand', en: 'State' },
  actor: { de: 'Akteur', en: 'Actor' },
  under: { de: 'Unter', en: 'Under' },
  ofStep: { de: 'Zu Schritt', en: 'Of step' },
  order: { de: 'Reihenfolge', en: 'Order' },
  template: { de: 'Nach Vorlage', en: 'From template' },
  isTemplate: { de: 'Ist Vorlage', en: 'Is template' },
  idleMs: { de: 'Abgebrochen nach (ms)', en: 'Dropped after (ms)' },
  products: { de: 'Produkte', en: 'Products' },
  brands: { de: 'Marken', en: 'Brands' },
  channels: { de: 'Kanäle', en: 'Channels' },
  personas: { de: 'Personas', en: 'Personas' },
  segments: { de: 'Segmente', en: 'Segments' },
  terms: { de: 'Begriffe', en: 'Terms' },
  feeling: { de: 'Gefühl', en: 'Feeling' },
  motive: { de: 'Motiv', en: 'Motive' },
  phase: { de: 'Phase', en: 'Phase' },
  momentOfTruth: { de: 'Moment der Wahrheit', en: 'Moment of truth' },
  selfService: { de: 'Selbstbedienung', en: 'Self-service' },
  start: { de: 'Beginnt hier', en: 'Starts here' },
  end: { de: 'Endet hier', en: 'Ends here' },
  binding: { de: 'Ereignis-Bindung', en: 'Event binding' },
  type: { de: 'Zeilenart', en: 'Lane type' },
  persona: { de: 'Persona', en: 'Persona' },
  height: { de: 'Höhe', en: 'Height' },
  hidden: { de: 'Ausgeblendet', en: 'Hidden' },
  from: { de: 'Von', en: 'From' },
  to: { de: 'Nach', en: 'To' },
  label: { de: 'Beschriftung', en: 'Label' },
  share: { de: 'Anteil', en: 'Share' },
  withinMs: { de: 'Innerhalb von (ms)', en: 'Within (ms)' },
  step: { de: 'Schritt', en: 'Step' },
  lane: { de: 'Zeile', en: 'Lane' },
  text: { de: 'Text', en: 'Text' },
  item: { de: 'Was', en: 'Item' },
  span: { de: 'Über Schritte', en: 'Across steps' },
  note: { de: 'Notiz', en: 'Note' },
  value: { de: 'Emotionswert', en: 'Emotion value' },
  why: { de: 'Warum', en: 'Why' },
  address: { de: 'Adresse', en: 'Address' },
  quote: { de: 'Zitat', en: 'Quote' },
  goals: { de: 'Ziele', en: 'Goals' },
  frustrations: { de: 'Ärgernisse', en: 'Frustrations' },
  segment: { de: 'Segment', en: 'Segment' },
  wire: { de: 'Kanal in Ereignissen', en: 'Channel in events' },
  fulfilment: { de: 'Erfüllung', en: 'Fulfilment' },
  touchpoints: { de: 'Touchpoints', en: 'Touchpoints' },
  roles: { de: 'Rollen', en: 'Roles' },
  process: { de: 'Geschäftsprozess', en: 'Business process' },
  role: { de: 'Rolle', en: 'Role' },
  after: { de: 'Kommt nach', en: 'Comes after' },
  data: { de: 'Datenobjekte', en: 'Data objects' },
  vendor: { de: 'Hersteller', en: 'Vendor' },
  technology: { de: 'Technik', en: 'Technology' },
  source: { de: 'Quelle', en: 'Source' },
  personal: { de: 'Personenbezogen', en: 'Personal' },
  key: { de: 'Schlüssel', en: 'Key' },
  sort: { de: 'Sorte', en: 'Sort' },
  how: { de: 'Verbindung', en: 'Connection' },
  policy: { de: 'Strenge', en: 'Policy' },
  of: { de: 'Gilt für', en: 'Applies to' },
  expected: { de: 'Erwartet', en: 'Expected' },
  single: { de: 'Nur einer', en: 'Only one' },
  taxonomy: { de: 'Taxonomie', en: 'Taxonomy' },
  synonyms: { de: 'Synonyme', en: 'Synonyms' },
  replacedBy: { de: 'Ersetzt durch', en: 'Replaced by' },
}

/** A column: a place (`kind`, `id`, `journey`) or a field, of a text in one language. */
export type ColumnKey = { readonly field: string; readonly language?: string }

/** What a column is called. */
export function headingOf({ field, language }: ColumnKey, words: HeadingLanguage): string {
  const word = ((places as Readonly<Record<string, Words>>)[field] ?? fieldWords[field])?.[words] ?? field
  return language === undefined ? word : `${word} (${language})`
}

/** A column written down, as mappings name it: `name:de`, `channels`, `id`. */
export function columnText({ field, language }: ColumnKey): string {
  return language === undefined ? field : `${field}:${language}`
}

/** Reads a column as mappings name it. */
export function columnKeyOf(text: string): ColumnKey {
  const [field = '', language] = text.split(':', 2)
  return language === undefined ? { field } : { field, language }
}

const meanings = new Map(
  [
    ...Object.entries(places),
    ...allFields().map((field): [string, Words] => [field, fieldWords[field] ?? { de: field, en: field }]),
  ].flatMap(([field, { de, en }]) => [field, de, en].map((word) => [plain(word), field] as const)),
)

/**
 * The column that a heading seems to mean; undefined where it means none.
 *
 * @param language - of texts whose heading names none.
 */
export function guessColumn(heading: string, language: string): ColumnKey | undefined {
  const [, word = '', named] = /^(.*?)(?:\s*\(([a-z]{2}(?:-[A-Z]{2})?)\))?\s*$/su.exec(heading) ?? []
  const field = meanings.get(plain(word)) ?? meanings.get(plain(heading))
  if (field === undefined) return undefined
  return isText(field) ? { field, language: named ?? language } : { field }
}

function allFields(): string[] {
  return [...new Set(atlasKindNames.flatMap((kind) => travellingFields(kind).map(([field]) => field)))]
}

/** Whether a field is a text wherever it stands. */
function isText(field: string): boolean {
  return atlasKindNames.some((kind: AtlasKind) =>
    travellingFields(kind).some(([name, { type }]) => name === field && (type === 'text' || type === 'prose')),
  )
}

function plain(word: string): string {
  return word.trim().toLowerCase()
}
