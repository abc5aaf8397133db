// What a template document looks like when filled: for its author, before anyone gets it. Stores and sends nothing.
import { Problem } from '@lotse/core/base'
import { type JsonObject, templateDocument } from '@lotse/protocol'
import { compileTemplate } from './compile.ts'
import { knownLocale, knownZone, type Rendered, renderTemplate } from './render.ts'

/** With what a preview is filled; what is left out is empty. `locale`, `otherwise` and `zone` are the reader's. */
export type PreviewValues = {
  readonly customer?: JsonObject
  readonly event?: JsonObject | null
  readonly workspace?: JsonObject
  readonly locale?: string | null
  readonly otherwise?: string | null
  readonly zone?: string
}

/**
 * Checks, compiles and fills a template document.
 *
 * @param document - as sent by the author.
 * @throws Problem `request.invalid` (not of the form), `template.invalid` (with `field`, `line`, `detail`).
 */
export async function previewTemplate(document: unknown, values: PreviewValues): Promise<Rendered> {
  const template = await compileTemplate(parseTemplate(document))
  const variables = {
    customer: values.customer ?? {},
    event: values.event ?? null,
    workspace: values.workspace ?? {},
    unsubscribe_url: 'https://example.org/unsubscribe',
    preferences_url: 'https://example.org/preferences',
    confirm_url: 'https://example.org/confirm',
    topic: 'topic',
  }
  return renderTemplate(template, variables, {
    locale: knownLocale(values.locale),
    otherwise: knownLocale(values.otherwise),
    zone: knownZone(values.zone, 'UTC'),
  })
}

/**
 * Checks a document's form and that every language of it can be compiled.
 *
 * @throws Problem as {@link previewTemplate}.
 */
export async function checkTemplate(document: unknown): Promise<ReturnType<typeof parseTemplate>> {
  const parsed = parseTemplate(document)
  await compileTemplate(parsed)
  return parsed
}

function parseTemplate(document: unknown) {
  const read = templateDocument.safeParse(document)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Problem('request.invalid', {
    field: issue?.path.join('.') ?? '',
    detail: issue?.message ?? 'not a template',
  })
}
