// A message template as a document: what people write. Whether it can be rendered is decided in the server; here is only its shape.
import { z } from 'zod'

/** A language tag such as `de` or `en-GB`. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag such as "de" or "en-GB"')

/** The parts of an e-mail in one language. `subject`, `preheader` and `text` are Liquid; `body` is MJML with Liquid. */
export const emailContent = z
  .strictObject({
    subject: z.string().min(1).max(500),
    preheader: z.string().max(500).optional(),
    body: z.string().min(1).max(200_000),
    text: z.string().max(100_000).optional(),
  })
  .meta({ id: 'EmailContent' })

/**
 * The parser of a template document.
 * `locale`: language of the content itself; `locales`: the same in other languages, chosen by the customer's locale.
 * `tracking`: which of opens and clicks are measured through our own links; absent: neither.
 * `ifUnknown`: whether a message that may or may not have arrived is sent again with the same Message-ID (`send_again`, the default)
 * or left to a person (`leave`): rather not than twice (M3).
 */
export const templateDocument = z
  .strictObject({
    lotse: z.literal('template/1'),
    name: z.string().min(1).max(200),
    channel: z.literal('email'),
    locale: languageTag,
    ...emailContent.shape,
    locales: z
      .record(languageTag, emailContent)
      .refine((all) => Object.keys(all).length <= 50, 'at most 50 languages')
      .optional(),
    replyTo: z.email().optional(),
    tracking: z.strictObject({ opens: z.boolean().optional(), clicks: z.boolean().optional() }).optional(),
    ifUnknown: z.enum(['send_again', 'leave']).optional(),
  })
  .meta({ id: 'TemplateDocument' })

export type EmailContent = z.infer<typeof emailContent>
export type TemplateDocument = z.infer<typeof templateDocument>
