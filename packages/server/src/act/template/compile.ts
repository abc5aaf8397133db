// Turns a template document into its runnable form, once per version: MJML becomes HTML, Liquid is parsed. Nothing about a customer is known here.
import { Problem } from '@lotse/core/base'
import type { EmailContent, TemplateDocument } from '@lotse/protocol'
import { convert, type HtmlToTextOptions } from 'html-to-text'
import type { Template } from 'liquidjs'
import { htmlLiquid, liquidFault, textLiquid } from './liquid.ts'

/** One language of a template, ready to be filled. */
export type CompiledContent = { readonly subject: Template[]; readonly html: Template[]; readonly text: Template[] }

/** A template version, ready to be filled. `locale`: the language of the content that stands in when the reader's is missing. */
export type CompiledTemplate = {
  readonly document: TemplateDocument
  readonly locale: string
  readonly contents: ReadonlyMap<string, CompiledContent>
}

/**
 * Compiles every language of a template.
 *
 * @throws Problem `template.invalid` with `field` (path in the document), `line` (from 1, in that field) and `detail`.
 */
export async function compileTemplate(document: TemplateDocument): Promise<CompiledTemplate> {
  const contents = new Map<string, CompiledContent>([
    [document.locale, await compileContent(document, document.locale, '')],
  ])
  for (const [locale, content] of Object.entries(document.locales ?? {}))
    contents.set(locale, await compileContent(content, locale, `locales.${locale}.`))
  return { document, locale: document.locale, contents }
}

async function compileContent(content: EmailContent, locale: string, path: string): Promise<CompiledContent> {
  const subject = parsed(content.subject, `${path}subject`, textLiquid)
  if (content.preheader) parsed(content.preheader, `${path}preheader`, htmlLiquid)
  // Parsed once as written, so that a fault is reported with the author's line and not that of the generated HTML.
  parsed(content.body, `${path}body`, htmlLiquid)
  const html = (await htmlOf(content.body, `${path}body`)).replace('lang="und"', `lang="${locale}"`)
  const text = parsed(content.text ?? textOf(html), `${path}${content.text ? 'text' : 'body'}`, textLiquid)
  return { subject, text, html: parsed(withPreheader(html, content.preheader), `${path}body`, htmlLiquid) }
}

function parsed(source: string, field: string, liquid: typeof htmlLiquid): Template[] {
  try {
    return liquid.parse(source)
  } catch (error) {
    throw new Problem('template.invalid', { field, ...liquidFault(error) })
  }
}

/** No web fonts: they would tell a third party who opens the mail. No includes: they would read files. */
async function htmlOf(mjml: string, field: string): Promise<string> {
  // Loaded with the first template: it is large, and most processes compile none at their start.
  const { default: mjml2html } = await import('mjml')
  try {
    const { html } = await mjml2html(mjml, {
      validationLevel: 'strict',
      ignoreIncludes: true,
      fonts: {},
      useMjmlConfigOptions: false,
    })
    return html
  } catch (error) {
    throw new Problem('template.invalid', { field, ...mjmlFault(error) })
  }
}

function mjmlFault(error: unknown): { line: number; detail: string } {
  const list = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const first: { line?: unknown; message?: unknown; tagName?: unknown } = list[0] ?? {}
  const detail = String(first.message ?? (error instanceof Error ? error.message : error)).trim()
  return { line: typeof first.line === 'number' ? first.line : 1, detail: detail.slice(0, 500) }
}

const HIDDEN = 'display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden'

function withPreheader(html: string, preheader: string | undefined): string {
  if (!preheader) return html
  return html.replace(/<body[^>]*>/, (body) => `${body}<div style="${HIDDEN}">${preheader}</div>`)
}

const textOptions: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
}

/** The text part as a Liquid template: made from the HTML before it is filled, so that it costs nothing per message. */
function textOf(html: string): string {
  return convert(html, textOptions)
}

/**
 * The content for a reader: the first language of these that the template has, by its exact tag or at least its language, else the
 * template's own.
 *
 * @param locales - language tags, the reader's own first.
 */
export function contentFor(
  template: CompiledTemplate,
  ...locales: readonly (string | null | undefined)[]
): { content: CompiledContent; locale: string } {
  const tags = [...template.contents.keys()]
  const found = locales.map((locale) => (locale ? tagFor(tags, locale.toLowerCase()) : undefined))
  const tag = found.find((one) => one !== undefined) ?? template.locale
  const content = template.contents.get(tag)
  if (content === undefined) throw new Error(`template has no content for ${tag}`)
  return { content, locale: tag }
}

function tagFor(tags: readonly string[], wanted: string): string | undefined {
  const [language] = wanted.split(/[-_]/)
  return (
    tags.find((tag) => tag.toLowerCase() === wanted) ??
    tags.find((tag) => tag.toLowerCase() === language) ??
    tags.find((tag) => tag.toLowerCase().split('-')[0] === language)
  )
}
