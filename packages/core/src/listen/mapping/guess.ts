// Guesses a mapping from headings and the first values, German and English, so that people only look it over. Decides nothing for good.
import type { Mapping, MappingField, MappingReading } from '@lotse/protocol'
import type { FileRecord } from './messages.ts'

type Target = 'userId' | 'anonymousId' | 'email' | 'phone' | 'event' | 'timestamp' | 'messageId' | 'channel'

/** What headings mean, without case, umlauts and signs. */
const MEANINGS: Readonly<Record<Target, RegExp>> = {
  userId:
    /^(userid|customerid|customerno|customernumber|kundennummer|kundennr|kundeid|kundenid|kdnr|kunde|nutzerid|mitgliedsnummer)$/,
  anonymousId: /^(anonymousid|visitorid|cookieid|besucherid)$/,
  email: /^(e?mail|e?mailadress[e]?|emailaddress|mailadresse)$/,
  phone:
    /^(phone|phonenumber|telephone|mobile|mobilephone|telefon|telefonnummer|telefonnr|handy|handynummer|mobil|mobilnummer|rufnummer)$/,
  event: /^(event|eventname|ereignis|action|aktion|aktivitaet|activity|vorgang)$/,
  timestamp:
    /^(timestamp|time|date|datetime|zeit|zeitpunkt|zeitstempel|datum|datumuhrzeit|createdat|occurredat|erstelltam|angelegtam|bestelldatum|orderdate|kaufdatum)$/,
  messageId: /^(messageid|eventid|ereignisid)$/,
  channel: /^(channel|kanal)$/,
}

/** Traits that have a usual name; others keep their heading. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ['vorname', 'firstName'],
  ['firstname', 'firstName'],
  ['nachname', 'lastName'],
  ['lastname', 'lastName'],
  ['name', 'name'],
  ['ort', 'city'],
  ['stadt', 'city'],
  ['city', 'city'],
  ['plz', 'postalCode'],
  ['postleitzahl', 'postalCode'],
  ['land', 'country'],
  ['country', 'country'],
  ['firma', 'company'],
  ['company', 'company'],
  ['sprache', 'locale'],
])

const HEADINGS_MAX = 200

/**
 * A mapping for records of which a few are known (L95). With a column for the event's name each record is an event, else a customer.
 *
 * @param columns - headings in their order.
 * @param records - some records, for how values are written.
 */
export function guessMapping(columns: readonly string[], records: readonly FileRecord[]): Mapping {
  const taken = new Map<Target | 'type', MappingField>()
  const rest: [string, MappingField][] = []
  for (const column of columns.slice(0, HEADINGS_MAX)) {
    const target = isType(column, records) ? 'type' : targetOf(column)
    if (target !== undefined && !taken.has(target)) taken.set(target, fieldFor(column, target, records))
    else rest.push([column, read(column, readingOf(valuesOf(records, column)))])
  }
  const isEvent = taken.has('event') || taken.has('type')
  const isTrait = (column: string) => (isEvent ? TRAITS.test(column) : !PROPERTIES.test(column))
  return {
    ...(isEvent ? {} : { type: { value: 'identify' } }),
    ...Object.fromEntries(taken),
    ...group(
      'properties',
      rest.filter(([column]) => !isTrait(column)),
    ),
    ...group(
      'traits',
      rest.filter(([column]) => isTrait(column)),
    ),
  }
}

const TRAITS = /^(context\.)?traits\./
const PROPERTIES = /^properties\./

/** Messages of the tracking API say themselves what they are. */
function isType(column: string, records: readonly FileRecord[]): boolean {
  return column === 'type' && all(valuesOf(records, column), /^(track|identify|page|screen|group|alias)$/)
}

/** Names as usual; where two columns would get the same, the second keeps its own. */
function group(name: 'properties' | 'traits', fields: readonly [string, MappingField][]): Mapping {
  if (fields.length === 0) return {}
  const named = new Map<string, MappingField>()
  for (const [column, field] of fields) {
    const plain = usualName(column.replace(TRAITS, '').replace(PROPERTIES, ''))
    named.set(named.has(plain) ? column : plain, field)
  }
  return { [name]: Object.fromEntries(named) }
}

function fieldFor(column: string, target: Target | 'type', records: readonly FileRecord[]): MappingField {
  return target === 'timestamp' ? read(column, momentOf(valuesOf(records, column))) : column
}

const read = (column: string, as: MappingReading): MappingField => (as === 'text' ? column : { column, as })

/** Of a path the whole counts, and its end: `customer.id`, `customer.email`. */
function targetOf(column: string): Target | undefined {
  const [whole, end] = [plainOf(column), plainOf(column.slice(column.lastIndexOf('.') + 1))]
  return (Object.keys(MEANINGS) as Target[]).find(
    (target) => MEANINGS[target].test(whole) || MEANINGS[target].test(end),
  )
}

const usualName = (column: string): string => USUAL.get(plainOf(column)) ?? column

function plainOf(heading: string): string {
  const lower = heading.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  return lower.replaceAll('ß', 'ss').replace(/[^a-z0-9]/g, '')
}

function valuesOf(records: readonly FileRecord[], column: string): string[] {
  return records
    .map((record) => record[column])
    .filter((value) => value !== undefined && value !== null && value !== '')
    .map((value) => String(value).trim())
}

const all = (values: readonly string[], shape: RegExp): boolean =>
  values.length > 0 && values.every((value) => shape.test(value))
const some = (values: readonly string[], shape: RegExp): boolean => values.some((value) => shape.test(value))

const DATE = /^\d{1,2}[./-]\s?\d{1,2}[./-]\s?(\d{4}|\d{2})(\D.*)?$|^\d{4}-\d{2}-\d{2}( \d.*)?$/
const MONTH_FIRST = /^\d{1,2}\/(1[3-9]|2\d|3[01])\/|\d\s?[ap]m$/i

/** How a column's values are written. A leading zero makes a text: a postal code is no number. */
function readingOf(values: readonly string[]): MappingReading {
  if (all(values, /^(ja|nein|true|false|yes|no|wahr|falsch)$/i)) return 'boolean'
  if (some(values, /^[+-]?0\d/)) return all(values, DATE) ? dateOf(values) : 'text'
  if (all(values, /^[+-]?\d{1,15}(\.\d+)?$/) && !all(values, /^\d{1,3}(\.\d{3})+$/)) return 'number'
  if (all(values, /^[+-]?(\d{1,3}(\.\d{3})+|\d{1,15})(,\d+)?$/)) return 'comma'
  return all(values, DATE) ? dateOf(values) : 'text'
}

const dateOf = (values: readonly string[]): MappingReading => (some(values, MONTH_FIRST) ? 'monthFirst' : 'dayFirst')

/** How a column of times is written. ISO 8601 with an offset needs no reading, and none harms it. */
function momentOf(values: readonly string[]): MappingReading {
  if (all(values, /^\d{9,10}(\.\d+)?$/)) return 'seconds'
  if (all(values, /^\d{12,13}$/)) return 'milliseconds'
  return dateOf(values)
}
