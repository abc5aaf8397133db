// The company's flows and e-mails as its files hold them, put together into the documents that the management API takes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FlowDocument, flowDocument, type TemplateDocument, templateDocument } from '@lotse/protocol'
import { z } from 'zod'
import { COMPANY_FOLDER, readJson } from './company.ts'

const words = z.strictObject({ subject: z.string(), preheader: z.string() })
const templateFile = z.strictObject({ name: z.string(), de: words, en: words })

/**
 * The flows by their file's name.
 *
 * @param crm - address of the company's other systems, without a slash at the end; stands where files say `{{crm}}`.
 * @throws ZodError where a file is no flow document.
 */
export function readFlows(crm: string, folder: string = COMPANY_FOLDER): Map<string, FlowDocument> {
  const flows = join(folder, 'flows')
  const files = readdirSync(flows).filter((name) => name.endsWith('.json'))
  return new Map(
    files.sort().map((name) => {
      const text = readFileSync(join(flows, name), 'utf8').replaceAll('{{crm}}', crm)
      return [name.replace(/\.json$/, ''), flowDocument.parse(JSON.parse(text))]
    }),
  )
}

/**
 * The e-mails by their key: German, and English for those who read it.
 *
 * @throws ZodError where a file is no template.
 */
export function readTemplates(folder: string = COMPANY_FOLDER): Map<string, TemplateDocument> {
  const root = join(folder, 'templates')
  const keys = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return new Map(keys.map(({ name }) => [name, readTemplate(root, name)]))
}

function readTemplate(root: string, key: string): TemplateDocument {
  const file = templateFile.parse(readJson(join(root, key), 'template.json'))
  return templateDocument.parse({
    lotse: 'template/1',
    name: file.name,
    channel: 'email',
    locale: 'de',
    replyTo: 'service@nordlicht.example',
    ...file.de,
    body: bodyOf(root, key, 'de'),
    locales: { en: { ...file.en, body: bodyOf(root, key, 'en') } },
  })
}

/** Where the layout takes the letter in. */
const PLACE = '<mj-raw>letter</mj-raw>'

function bodyOf(root: string, key: string, language: string): string {
  const layout = readFileSync(join(root, `layout.${language}.mjml`), 'utf8')
  return layout.replace(PLACE, () => readFileSync(join(root, key, `${language}.mjml`), 'utf8').trim())
}
