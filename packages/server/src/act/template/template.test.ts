// Templates as their authors and readers see them: filled, escaped, limited, and refused with the line of the fault.
import { Problem } from '@lotse/core/base'
import { templateDocument } from '@lotse/protocol'
import { describe, expect, test } from 'vitest'
import { compileTemplate } from './compile.ts'
import { type Reader, renderTemplate, type Variables } from './render.ts'

const mjml = (inner: string) =>
  `<mjml><mj-body><mj-section><mj-column>\n<mj-text>${inner}</mj-text></mj-column></mj-section></mj-body></mjml>`
const document = (parts: object = {}) =>
  templateDocument.parse({
    lotse: 'template/1',
    name: 'Cart',
    channel: 'email',
    locale: 'de',
    subject: 'Ihr Warenkorb, {{ customer.name }}',
    body: mjml('Hallo {{ customer.name }}'),
    ...parts,
  })

const berlin: Reader = { locale: 'de-DE', zone: 'Europe/Berlin' }
const variables = (customer: Variables['customer'] = {}, event: Variables['event'] = null): Variables => ({
  customer,
  event,
  workspace: { name: 'Shop' },
  unsubscribe_url: 'https://lotse.example/u/1',
  preferences_url: 'https://lotse.example/p/1',
})
const render = async (parts: object, customer?: Variables['customer'], event?: Variables['event'], reader = berlin) =>
  renderTemplate(await compileTemplate(document(parts)), variables(customer, event), reader)
const problemOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  )
  if (!(error instanceof Problem)) throw new Error(`no problem but ${String(error)}`)
  return { code: error.code, ...error.facts }
}

describe('a reader sees', () => {
  test('their own name, in HTML and in a text part made from it', async () => {
    const mail = await render({}, { name: 'Ada' })
    expect(mail.subject).toBe('Ihr Warenkorb, Ada')
    expect(mail.html).toContain('Hallo Ada')
    expect(mail.text).toBe('Hallo Ada\n')
  })

  test('M8 nothing where a variable is missing, or the stand-in', async () => {
    const mail = await render({
      body: mjml('Hallo {{ customer.name }}{{ event.properties.a.b }}, {{ customer.x | default: "du" }}'),
    })
    expect(mail.text).toBe('Hallo , du\n')
  })

  test('their language if the template has it, else its own', async () => {
    const parts = { locales: { en: { subject: 'Your cart', body: mjml('Hello') } } }
    expect((await render(parts, {}, null, { locale: 'en-GB', zone: 'UTC' })).subject).toBe('Your cart')
    expect((await render(parts, {}, null, { locale: 'fr', zone: 'UTC' })).subject).toBe('Ihr Warenkorb,')
    expect((await render(parts, {}, null, { locale: null, zone: 'UTC' })).html).toContain('lang="de"')
  })

  test('dates and sums as they write them, in their zone', async () => {
    const event = { name: 'Order Completed', occurred_at: '2026-03-28T23:30:00Z', properties: { total: 1234.5 } }
    const body = mjml(
      '{{ event.occurred_at | date }} {{ event.occurred_at | time }} {{ event.properties.total | money: "EUR" }}',
    )
    const de = await render({ body }, {}, event)
    expect(de.text.replaceAll('\u00a0', ' ')).toBe('29. März 2026 00:30 1.234,50 €\n')
    const en = await render({ body, locale: 'en' }, {}, event, { locale: 'en-US', zone: 'America/New_York' })
    expect(en.text.replaceAll('\u202f', ' ')).toBe('March 28, 2026 7:30 PM $1,234.50\n'.replace('$', '€'))
    const iso = await render({ body: mjml('{{ event.occurred_at | date: "%Y-%m-%d %H:%M" }}') }, {}, event)
    expect(iso.text).toBe('2026-03-29 00:30\n')
  })

  test('the preheader hidden before the body, not in the text part', async () => {
    const mail = await render({ preheader: 'Noch {{ customer.n }} Stück' }, { n: '<3>' })
    expect(mail.html).toContain('Noch &lt;3&gt; Stück')
    expect(mail.text).not.toContain('Noch')
  })

  test('links in the text part with their address', async () => {
    const mail = await render({ body: mjml('<a href="{{ unsubscribe_url }}">Abmelden</a>') })
    expect(mail.text).toBe('Abmelden (https://lotse.example/u/1)\n')
  })
})

describe('what a customer or a sender chooses', () => {
  test('never becomes markup', async () => {
    const mail = await render({}, { name: '<img src=x onerror="alert(1)">' })
    expect(mail.html).not.toContain('<img')
    expect(mail.html).toContain('&lt;img src=x onerror=&#34;alert(1)&#34;&gt;')
    expect(mail.text).toContain('<img src=x')
  })

  test('never becomes a header, whichever line break it brings', async () => {
    for (const cut of ['\r\n', '\n', '\r', '\u2028', '\u0085', '\0'])
      expect((await render({}, { name: `A${cut}Bcc: all@example.org` })).subject).toBe(
        'Ihr Warenkorb, A Bcc: all@example.org',
      )
  })

  test('never is read as Liquid', async () => {
    expect((await render({}, { name: '{{ workspace.name }}' })).text).toBe('Hallo {{ workspace.name }}\n')
  })

  test('never reaches what objects inherit', async () => {
    const mail = await render(
      { body: mjml('[{{ customer.constructor.name }}{{ customer.__proto__ }}{{ event.toString }}]') },
      {},
    )
    expect(mail.text).toBe('[]\n')
  })
})

describe('a template is stopped', () => {
  test.each([
    ['an endless loop', '{% for i in (1..9999) %}{% for j in (1..9999) %}{{ i | times: j }}{% endfor %}{% endfor %}'],
    ['a range that would fill the memory', '{% assign a = (1..90000000) | join: "," %}{{ a | size }}'],
    [
      'text that doubles',
      '{% assign a = "xxxxxxxxxx" %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
    ],
  ])('%s', async (_, liquid) => {
    const start = performance.now()
    expect(await problemOf(render({ body: mjml(liquid) }))).toMatchObject({ code: 'template.invalid', field: 'body' })
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('a template is refused with the line of its fault', () => {
  test.each([
    ['an unknown MJML element', { body: '<mjml><mj-body>\n\n<mj-foo/></mj-body></mjml>' }, { field: 'body', line: 3 }],
    ['a Liquid tag that is not closed', { body: mjml('a\nb\n{% if x %}') }, { field: 'body', line: 4 }],
    ['an unknown filter', { subject: '{{ a | shout }}' }, { field: 'subject', line: 1 }],
    ['a tag that would read files', { body: mjml('{% include "/etc/passwd" %}') }, { field: 'body', line: 2 }],
    [
      'a fault in another language',
      { locales: { en: { subject: '{{', body: mjml('x') } } },
      { field: 'locales.en.subject', line: 1 },
    ],
  ])('%s', async (_, parts, where) => {
    expect(await problemOf(compileTemplate(document(parts)))).toMatchObject({ code: 'template.invalid', ...where })
  })

  test('a subject that comes out empty', async () => {
    expect(await problemOf(render({ subject: '{{ customer.none }}' }))).toMatchObject({ field: 'subject' })
  })
})

test('the HTML asks no other server for fonts', async () => {
  expect((await render({})).html).not.toContain('googleapis')
})
