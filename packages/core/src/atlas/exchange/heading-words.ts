// What the columns of tables are called, in German and English, and how mappings name them. Reads no heading.

/** Languages of headings. */
export type HeadingLanguage = 'de' | 'en'
/** A word in each of them. */
export type Words = Readonly<Record<HeadingLanguage, string>>

/** What columns that are no fields are called. */
export const placeWords: Readonly<Record<'kind' | 'id' | 'journey', Words>> = {
  kind: { de: 'Art', en: 'Kind' },
  id: { de: 'ID', en: 'ID' },
  journey: { de: 'In der Journey', en: 'In journey' },
}

/** What fields are called. */
export const fieldWords: Readonly<Record<string, Words>> = {
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
  leftPx: { de: 'Im Graphen von links (px)', en: 'In the graph from the left (px)' },
  topPx: { de: 'Im Graphen von oben (px)', en: 'In the graph from the top (px)' },
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
  concerns: { de: 'Betrifft', en: 'Concerns' },
  origin: { de: 'Stammt aus', en: 'Comes from' },
  related: { de: 'Hat zu tun mit', en: 'Has to do with' },
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
  const word = ((placeWords as Readonly<Record<string, Words>>)[field] ?? fieldWords[field])?.[words] ?? field
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
