// Liquid as people's templates may use it: within limits of time and memory, without files, with dates and sums as the customer reads them.
import { Liquid, type LiquidError } from 'liquidjs'

/** How long one template may render, in milliseconds; a normal one takes less than one. */
const RENDER_MS_MAX = 250
const PARSE_CHARACTERS_MAX = 2_000_000
const MEMORY_MAX = 5_000_000

/** Tags that would read files or other templates. */
const FILE_TAGS = ['include', 'render', 'layout', 'block']

/** For HTML: every output is escaped unless the template says `raw`. */
export const htmlLiquid = engine(true)
/** For subjects and text parts: nothing is escaped. */
export const textLiquid = engine(false)

function engine(escaped: boolean): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    renderLimit: RENDER_MS_MAX,
    parseLimit: PARSE_CHARACTERS_MAX,
    memoryLimit: MEMORY_MAX,
    templates: {},
    strictFilters: true,
    ...(escaped ? { outputEscape: 'escape' as const } : {}),
  })
  for (const tag of FILE_TAGS) delete liquid.tags[tag]
  registerLocal(liquid)
  return liquid
}

/** The styles a date may be written in, besides strftime patterns. */
const dateStyles = ['full', 'long', 'medium', 'short'] as const
type DateStyle = (typeof dateStyles)[number]

/** `date`, `time`, `number` and `money` in the reader's language and zone, which stand in the globals `locale` and `zone`. */
function registerLocal(liquid: Liquid): void {
  const strftime = liquid.filters['date']
  const plainDate = typeof strftime === 'function' ? strftime : strftime?.handler
  liquid.registerFilter('date', function (value: unknown, format: unknown = 'long') {
    const date = dateOf(value)
    if (date === null) return ''
    const { locale, zone } = readerOf(this.context.globals)
    const style = dateStyles.find((s) => s === format)
    if (style === undefined) return plainDate?.call(this, date, format, zone)
    return new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: zone }).format(date)
  })
  liquid.registerFilter('time', function (value: unknown, style: DateStyle = 'short') {
    const date = dateOf(value)
    const { locale, zone } = readerOf(this.context.globals)
    const timeStyle = dateStyles.find((s) => s === style) ?? 'short'
    return date === null ? '' : new Intl.DateTimeFormat(locale, { timeStyle, timeZone: zone }).format(date)
  })
  liquid.registerFilter('number', function (value: unknown, digits?: unknown) {
    const options = typeof digits === 'number' ? { minimumFractionDigits: digits, maximumFractionDigits: digits } : {}
    return written(value, readerOf(this.context.globals).locale, options)
  })
  liquid.registerFilter('money', function (value: unknown, currency: unknown = 'EUR') {
    const code = /^[A-Za-z]{3}$/.test(String(currency)) ? String(currency) : 'EUR'
    return written(value, readerOf(this.context.globals).locale, { style: 'currency', currency: code })
  })
}

function written(value: unknown, locale: string, options: Intl.NumberFormatOptions): string {
  const known =
    (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value))
  return known ? new Intl.NumberFormat(locale, options).format(Number(value)) : ''
}

/** Instants are ISO 8601 texts or milliseconds since 1970; anything else is no date. */
function dateOf(value: unknown): Date | null {
  const ms = typeof value === 'number' ? value : value === 'now' ? Number.NaN : Date.parse(String(value ?? ''))
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms) : null
}

function readerOf(globals: unknown): { locale: string; zone: string } {
  const { locale, zone } = globals as { locale?: unknown; zone?: unknown }
  return { locale: typeof locale === 'string' ? locale : 'en', zone: typeof zone === 'string' ? zone : 'UTC' }
}

/** Line and message of what Liquid said about a template; line 1 when it names none. */
export function liquidFault(error: unknown): { readonly line: number; readonly detail: string } {
  if (!(error instanceof Error)) return { line: 1, detail: String(error) }
  const token: LiquidError['token'] | undefined = 'token' in error ? (error as LiquidError).token : undefined
  const line = typeof token?.getPosition === 'function' ? (token.getPosition()[0] ?? 1) : 1
  const first = error.message.split('\n')[0] ?? error.message
  return { line, detail: first.replace(/, line:\d+, col:\d+.*$/, '').slice(0, 500) }
}
