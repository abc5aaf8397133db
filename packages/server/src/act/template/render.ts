// Fills a compiled template for one customer. A missing variable is written as nothing; what a customer or sender can choose never becomes markup.
import { Problem } from '@lotse/core/base'
import type { JsonObject } from '@lotse/protocol'
import type { Liquid, Template } from 'liquidjs'
import { LRUCache } from 'lru-cache'
import { type CompiledTemplate, contentFor } from './compile.ts'
import { htmlLiquid, liquidFault, textLiquid } from './liquid.ts'

/**
 * What templates see. `customer`: traits with `id` and `email`; `event`: `name`, `occurred_at`, `properties`, or null;
 * `workspace`: `name`; `unsubscribe_url`, `preferences_url`: signed links, empty where there are none.
 */
export type Variables = {
  readonly customer: JsonObject
  readonly event: JsonObject | null
  readonly workspace: JsonObject
  readonly unsubscribe_url: string
  readonly preferences_url: string
  readonly [more: string]: unknown
}

/** Whom a message is written for: language tag, the one where a template has not that, and IANA zone; all known to be valid. */
export type Reader = { readonly locale: string | null; readonly otherwise?: string | null; readonly zone: string }

/** A filled template. The subject is one line. */
export type Rendered = { readonly subject: string; readonly html: string; readonly text: string }

const SUBJECT_MAX = 500
const BODY_MAX = 2_000_000

/**
 * Fills a template.
 *
 * @throws Problem `template.invalid` where a limit of time or memory is reached, a filter fails, or the subject comes out empty.
 */
export function renderTemplate(template: CompiledTemplate, variables: Variables, reader: Reader): Rendered {
  const { content, locale } = contentFor(template, reader.locale, reader.otherwise)
  const globals = {
    locale: reader.locale?.startsWith(locale.split('-')[0] ?? locale) ? reader.locale : locale,
    zone: reader.zone,
  }
  const fill = (liquid: Liquid, parts: Template[], field: string) =>
    filled(liquid, parts, { variables, globals, field })
  const subject = oneLine(fill(textLiquid, content.subject, 'subject'))
  if (subject === '')
    throw new Problem('template.invalid', { field: 'subject', line: 1, detail: 'The subject is empty' })
  const html = fill(htmlLiquid, content.html, 'body')
  const text = fill(textLiquid, content.text, 'text')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { subject, html, text: `${text}\n` }
}

type Filling = { readonly variables: Variables; readonly globals: object; readonly field: string }

function filled(liquid: Liquid, parts: Template[], { variables, globals, field }: Filling): string {
  try {
    const text = String(liquid.renderSync(parts, variables, { globals }))
    if (text.length > BODY_MAX) throw new Error(`more than ${BODY_MAX} characters`)
    return text
  } catch (error) {
    throw new Problem('template.invalid', { field, ...liquidFault(error) })
  }
}

/** Line breaks and other control characters in a subject could smuggle headers in. */
function oneLine(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return [...plain].slice(0, SUBJECT_MAX).join('')
}

/** Making a formatter costs more than filling a whole template, so what was learnt about a name is kept. */
const known = new LRUCache<string, boolean>({ max: 2000 })

/** A zone that Intl knows, else the other one. */
export function knownZone(zone: string | null | undefined, otherwise: string): string {
  return zone && isKnown(`zone ${zone}`, () => new Intl.DateTimeFormat('en', { timeZone: zone })) ? zone : otherwise
}

/** A language tag that Intl takes (`de_DE` counts as `de-DE`), else null. */
export function knownLocale(locale: string | null | undefined): string | null {
  const tag = locale?.replaceAll('_', '-').split('.')[0]
  return tag && isKnown(`locale ${tag}`, () => Intl.getCanonicalLocales(tag)) ? tag : null
}

function isKnown(name: string, probe: () => unknown): boolean {
  const found = known.get(name) ?? accepted(probe)
  known.set(name, found)
  return found
}

function accepted(probe: () => unknown): boolean {
  try {
    probe()
    return true
  } catch {
    return false
  }
}
