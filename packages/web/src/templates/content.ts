// What a template says in each language, taken out of its document and put back. Pure.
import type { EmailContent, TemplateDocument } from '@lotse/protocol'

/** The languages of a template, its main one first. */
export const localesOf = ({ locale, locales = {} }: TemplateDocument): string[] => [locale, ...Object.keys(locales)]

/** What it says in a language; in one that it does not speak, what it says in its main one. */
export function contentOf(document: TemplateDocument, locale: string): EmailContent {
  const { subject, preheader, body, text } = document.locales?.[locale] ?? document
  return { subject, body, ...(preheader === undefined ? {} : { preheader }), ...(text === undefined ? {} : { text }) }
}

/** The document with another content in a language; empty parts that need not be there are left out. */
export function withContent(document: TemplateDocument, locale: string, content: EmailContent): TemplateDocument {
  const { subject, body, preheader = '', text = '' } = content
  const said: EmailContent = {
    subject,
    body,
    ...(preheader.trim() === '' ? {} : { preheader }),
    ...(text.trim() === '' ? {} : { text }),
  }
  if (locale !== document.locale) return { ...document, locales: { ...document.locales, [locale]: said } }
  const { preheader: _, text: __, ...rest } = document
  return { ...rest, ...said }
}

/** The document without a language. The main one stays. */
export function withoutLocale(document: TemplateDocument, locale: string): TemplateDocument {
  const { locales = {}, ...rest } = document
  const others = Object.fromEntries(Object.entries(locales).filter(([tag]) => tag !== locale))
  return Object.keys(others).length === 0 ? rest : { ...rest, locales: others }
}

/** The key of a template after its name: `Zweite Erinnerung!` becomes `zweite-erinnerung`. */
export function keyOf(name: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100)
}

/** A plain mail of paragraphs, with a quiet line of links at its end. */
export function mailBody(paragraphs: readonly string[], footer = ''): string {
  const texts = paragraphs.map((text) => `<mj-text>${text}</mj-text>`)
  const foot = footer === '' ? [] : [`<mj-text font-size="12px" color="#5A6B75">${footer}</mj-text>`]
  const lines = [...texts, ...foot].map((line) => `        ${line}`).join('\n')
  return `<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="Arial, Helvetica, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#10212A" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#F4F7F8">
    <mj-section background-color="#FFFFFF">
      <mj-column>
${lines}
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`
}
