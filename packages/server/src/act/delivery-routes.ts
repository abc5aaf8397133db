// Operations on what became of messages: what was sent, how domains answer, barred addresses, tests to oneself. Decides nothing about sending.
import { DAY_MS, Problem } from '@lotse/core/base'
import { type DeliveryFigures, deliveryFigures, type Suppression } from '@lotse/protocol'
import { sendMailOnce } from '../adapters/channels/mail-once.ts'
import { suppressAddress } from '../adapters/store/consent.ts'
import { dayOf, figuresByDay, figuresByDomain } from '../adapters/store/deliverability.ts'
import { type Db, memberById } from '../adapters/store/members.ts'
import { contentOf, messageById } from '../adapters/store/messages.ts'
import { deleteSuppression, findSuppression, listSuppressions } from '../adapters/store/suppressions.ts'
import { refuseAction } from '../base/auth.ts'
import { type Page, pageOf, positionOf } from '../base/cursor.ts'
import { type Column, DOWNLOAD_PAGE, download } from '../base/download.ts'
import { bigId, instantOf } from '../base/ids.ts'
import { type Api, type EffectCall, effect, read, write } from '../base/operation.ts'
import { unpacked } from './dispatch/kept.ts'
import { previewed } from './message-routes.ts'

/** Domains that are shown; the rest have less mail. */
const DOMAINS_MAX = 100

/** Registers the operations. */
export function deliveryRoutes(api: Api): void {
  contentRoutes(api)
  suppressionRoutes(api)
  effect(api, 'sendTestMessage', sendTest)
}

function contentRoutes(api: Api): void {
  read(api, 'getMessageContent', async ({ db, caller, params }) => {
    // What was written to a customer tells who they are.
    refuseAction(caller, 'personal.read')
    const id = bigId(params.id)
    if (!(await messageById(db, caller.workspaceId, id))) throw new Problem('not_found')
    const kept = await contentOf(db, caller.workspaceId, id)
    return kept === undefined
      ? { sentAt: null, content: null }
      : { sentAt: instantOf(kept.sent_at), content: unpacked(kept.content) }
  })

  read(api, 'getDeliverability', async ({ db, caller, query, now }) => {
    const since = dayOf(now) - (query.days - 1) * DAY_MS
    const byDay = await figuresByDay(db, caller.workspaceId, since)
    const byDomain = await figuresByDomain(db, caller.workspaceId, { since, limit: DOMAINS_MAX })
    const days = Array.from({ length: query.days }, (_, i) => since + i * DAY_MS)
    const domains = [...new Set(byDomain.map(({ domain }) => domain))]
    return {
      since: instantOf(since),
      total: figuresOf(byDay),
      days: days.map((day) => ({ day: instantOf(day), figures: figuresOf(byDay.filter((row) => row.day === day)) })),
      domains: domains
        .map((domain) => ({ domain, figures: figuresOf(byDomain.filter((row) => row.domain === domain)) }))
        .toSorted((a, b) => triesOf(b.figures) - triesOf(a.figures)),
    }
  })
}

const NO_FIGURES = Object.fromEntries(Object.keys(deliveryFigures.shape).map((what) => [what, 0]))

function figuresOf(rows: readonly { readonly what: string; readonly count: string }[]): DeliveryFigures {
  const figures = { ...NO_FIGURES }
  for (const { what, count } of rows) figures[what] = (figures[what] ?? 0) + Number(count)
  return deliveryFigures.parse(figures)
}

const triesOf = ({ accepted, deferred, refused, bounced, dead }: DeliveryFigures): number =>
  accepted + deferred + refused + bounced + dead

function suppressionRoutes(api: Api): void {
  read(api, 'listSuppressions', async ({ db, caller, query: { find, cursor, limit } }) => {
    refuseAction(caller, 'personal.read')
    return suppressionsOf(db, caller.workspaceId, { find, cursor, limit })
  })

  download(api, 'exportSuppressions', async ({ db, caller, query: { find } }) => {
    refuseAction(caller, 'personal.read')
    const page = (cursor: string | undefined) =>
      suppressionsOf(db, caller.workspaceId, { find, cursor, limit: DOWNLOAD_PAGE })
    return { file: 'barred-addresses', columns: suppressionColumns, page }
  })

  effect(api, 'addSuppression', async ({ world, db, caller, body, now }) => {
    const { workspaceId } = caller
    const { channel, reason } = body
    const address = body.address.toLowerCase()
    await suppressAddress(world.pool, { workspaceId, channel, address, reason, now })
    const row = await findSuppression(db, workspaceId, channel, address)
    if (row === undefined) throw new Problem('conflict')
    return showSuppression(row)
  })

  write(api, 'liftSuppression', async ({ db, caller, body }) => {
    const lifted = await deleteSuppression(db, caller.workspaceId, body.channel, body.address)
    if (!lifted) throw new Problem('not_found')
    return undefined
  })
}

type Asked = { readonly find: string | undefined; readonly cursor: string | undefined; readonly limit: number }

async function suppressionsOf(db: Db, workspaceId: number, { find, cursor, limit }: Asked): Promise<Page<Suppression>> {
  const page = { find: find?.toLowerCase(), before: positionOf(cursor, 'number', 'string'), limit: limit + 1 }
  const rows = await listSuppressions(db, workspaceId, page)
  return pageOf(rows, { limit, show: showSuppression, place: (row) => [row.suppressed_at, row.address] })
}

const suppressionColumns: readonly Column<Suppression>[] = [
  { de: 'Adresse', en: 'Address', of: ({ address }) => address },
  { de: 'Kanal', en: 'Channel', of: ({ channel }) => channel },
  { de: 'Grund', en: 'Reason', of: ({ reason }) => reason },
  { de: 'Gesperrt seit', en: 'Barred since', of: ({ suppressedAt }) => new Date(suppressedAt) },
]

type SuppressionRow = Awaited<ReturnType<typeof listSuppressions>>[number]

const showSuppression = (row: SuppressionRow): Suppression => ({
  channel: row.channel,
  address: row.address,
  reason: row.reason,
  suppressedAt: instantOf(row.suppressed_at),
})

/** A test goes to whoever asks for it and nobody else, so that it needs no consent and cannot be used to write to strangers. */
async function sendTest(call: EffectCall<'sendTestMessage'>) {
  const { world, db, caller, body } = call
  const member = caller.memberId === null ? undefined : await memberById(db, caller.memberId)
  if (member === undefined) throw new Problem('message.test_needs_member')
  const { subject, html, text } = await previewed(call)
  const { replyTo } = body.document
  const delivery = await sendMailOnce(world, { to: member.email, subject: `[Test] ${subject}`, html, text, replyTo })
  if (delivery === null) throw new Problem('message.no_channel')
  return { to: member.email, outcome: delivery.kind, why: delivery.kind === 'accepted' ? null : delivery.why }
}
