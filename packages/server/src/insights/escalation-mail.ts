// Tells whoever an insight is laid before, by mail and in their language. Never tells customers, and changes nothing.
import { textsOf } from '@lotse/core/atlas'
import type { FastifyRequest } from 'fastify'
import { shownBrand } from '../adapters/store/brand.ts'
import { memberById, workspaceById } from '../adapters/store/members.ts'
import type { World } from '../base/world.ts'
import { mailLook } from '../brand/mail-look.ts'
import { type AccountMail, mailLanguage, sendAccountMail } from '../sign-in/mail.ts'
import { consoleOrigin } from '../sign-in/origin.ts'
import type { Subject } from './subject.ts'

/** What is told: the insight, why, by whom, and to whom. */
export type Laid = {
  readonly workspaceId: number
  readonly subject: Subject
  readonly to: number
  readonly by: number | null
  readonly reason: string
}

type Facts = { readonly name: string; readonly by: string | null; readonly reason: string }

const words: Readonly<Record<'de' | 'en', (facts: Facts) => Pick<AccountMail, 'subject' | 'lines' | 'linkText'>>> = {
  de: ({ name, by, reason }) => ({
    subject: `Ihnen vorgelegt: ${name}`,
    lines: [
      'Guten Tag,',
      by === null ? `Ihnen wird der Insight „${name}“ vorgelegt.` : `${by} legt Ihnen den Insight „${name}“ vor.`,
      `Warum: ${reason}`,
      'Sie finden ihn auch auf Ihrer Startseite.',
    ],
    linkText: 'Insight öffnen',
  }),
  en: ({ name, by, reason }) => ({
    subject: `Laid before you: ${name}`,
    lines: [
      'Hello,',
      by === null ? `The insight “${name}” is laid before you.` : `${by} lays the insight “${name}” before you.`,
      `Why: ${reason}`,
      'You also find it on your start page.',
    ],
    linkText: 'Open the insight',
  }),
}

/**
 * Sends the mail after the answer, so that nobody waits for a mail server. Where none is set up nothing leaves; the start page tells all the same.
 * Whoever lays something before themselves needs no mail.
 */
export function tellLaid(world: World, request: FastifyRequest, laid: Laid): void {
  if (world.config.mail === null || laid.to === laid.by) return
  const origin = consoleOrigin(world, request)
  setImmediate(() => {
    send(world, origin, laid).catch((error: unknown) =>
      world.log.error({ err: error }, 'whom an insight was laid before could not be told by mail'),
    )
  })
}

async function send(world: World, origin: string, { workspaceId, subject, to, by, reason }: Laid): Promise<void> {
  const { db } = world
  const [reader, writer] = [await memberById(db, to), by === null ? undefined : await memberById(db, by)]
  const workspace = await workspaceById(db, workspaceId)
  if (!reader || !workspace) return
  const language = mailLanguage(reader.locale, workspace.locale)
  const texts = textsOf(subject.fact.row.name ?? undefined)
  const name = texts[language] ?? Object.values(texts)[0] ?? ''
  const link = `${origin}/insights/${subject.fact.id}`
  const look = mailLook(await shownBrand(db, workspaceId), origin)
  const said = words[language]({ name, by: writer?.name ?? null, reason })
  await sendAccountMail(world, { to: reader.email, language, link, ...said }, look)
}
