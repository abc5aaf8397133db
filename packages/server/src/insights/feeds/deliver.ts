// Sends digests and alerts to members by mail, each once. When one is due is decided in core; what it holds is the member's feed as they would read it now.
import { setTimeout as wait } from 'node:timers/promises'
import { dueDigest } from '@lotse/core/insights'
import type { FeedItem } from '@lotse/protocol'
import { shownBrand } from '../../adapters/store/brand.ts'
import { type Claim, claimTelling, feedListeners, type ListenerRow } from '../../adapters/store/feed-delivery.ts'
import { feedItems } from '../../adapters/store/feed-lists.ts'
import type { World } from '../../base/world.ts'
import { mailLook } from '../../brand/mail-look.ts'
import { mailLanguage, sendAccountMail } from '../../sign-in/mail.ts'
import { leaveLink } from './leave.ts'
import { showItem } from './presenter.ts'
import { readableRecords, readerOf } from './reading.ts'
import { mailWords, tellItem } from './words.ts'

const ROUND_MS = 5000
/** A mail tells so many; the rest stands in the feed. */
const TOLD_MAX = 20
const COUNTED_MAX = 500
/** A mail server that refuses is asked again after this. */
const AGAIN_MS = 5 * 60_000
/** What is being gathered this moment may be written with an earlier time. */
const LAG_MS = 3000

/** Tells everybody what is due. @returns how many mails were taken. */
export async function deliverAll(world: World, refused: Map<string, number> = new Map()): Promise<number> {
  let sent = 0
  for (const listener of await feedListeners(world.db)) {
    const now = world.clock.now()
    const key = `${listener.workspaceId}/${listener.memberId}`
    if (now < (refused.get(key) ?? 0)) continue
    for (const claim of claimsOf(listener, now)) {
      const told = await tell(world, listener, claim)
      if (told === 'refused') refused.set(key, now + AGAIN_MS)
      if (told === 'sent') sent += 1
    }
  }
  return sent
}

/** The same every few seconds until stopped. */
export async function keepDelivering(world: World, stopping: AbortSignal): Promise<void> {
  const refused = new Map<string, number>()
  while (!stopping.aborted) {
    if (world.config.mail !== null)
      await deliverAll(world, refused).catch((error: unknown) =>
        world.log.error({ err: error }, 'digests were not sent and are tried again'),
      )
    await wait(ROUND_MS, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}

/** What is due for somebody. */
function claimsOf(listener: ListenerRow, now: number): Claim[] {
  const { alerts, period, alertedTo } = listener
  const due = dueDigest(listener, now, period)
  const toldTo = now - LAG_MS
  return [
    ...(alerts
      ? [{ what: 'alerts' as const, from: listener, to: { period, toldTo: Math.max(toldTo, alertedTo) } }]
      : []),
    ...(due === null
      ? []
      : [{ what: 'digest' as const, from: listener, to: { period: due, toldTo: Math.max(toldTo, listener.toldTo) } }]),
  ]
}

/** Claims first, so that a crash between claim and mail loses one mail and never sends one twice. */
async function tell(world: World, listener: ListenerRow, claim: Claim): Promise<'sent' | 'nothing' | 'refused'> {
  const items = await itemsFor(world, listener, claim)
  if (items.length === 0 && claim.what === 'alerts') return 'nothing'
  if (!(await claimTelling(world.db, listener, claim)) || items.length === 0) return 'nothing'
  const taken = await mail(world, listener, { what: claim.what, items }).catch((error: unknown) => {
    world.log.warn({ err: error }, 'a digest was not sent')
    return false
  })
  if (taken) return 'sent'
  const { what, from, to } = claim
  const claimed = what === 'digest' ? { ...from, ...to } : { ...from, alertedTo: to.toldTo }
  const back = { period: from.period, toldTo: what === 'digest' ? from.toldTo : from.alertedTo }
  await claimTelling(world.db, listener, { what, from: claimed, to: back })
  return 'refused'
}

/** What is new for somebody and was not told yet, the newest first. */
async function itemsFor({ db }: World, listener: ListenerRow, { what, from, to }: Claim): Promise<FeedItem[]> {
  const { workspaceId, memberId } = listener
  const reader = await readerOf(db, listener)
  const records = await readableRecords(db, workspaceId, { reader })
  const rows = await feedItems(
    db,
    { workspaceId, memberId, since: 0 },
    {
      records,
      kinds: what === 'alerts' ? ['alert'] : undefined,
      after: what === 'alerts' ? from.alertedTo : from.toldTo,
      until: to.toldTo,
      limit: COUNTED_MAX,
    },
  )
  return rows.map((row) => showItem(row, { customers: false }))
}

async function mail(
  world: World,
  listener: ListenerRow,
  { what, items }: { readonly what: Claim['what']; readonly items: readonly FeedItem[] },
): Promise<boolean> {
  const { workspaceId, email, locale, workspaceLocale, workspaceName, zone } = listener
  const language = mailLanguage(locale, workspaceLocale)
  const told = items.slice(0, TOLD_MAX)
  const words = mailWords(language, {
    what,
    count: items.length,
    workspace: workspaceName,
    more: items.length - told.length,
  })
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  const origin = new URL(world.config.publicUrl).origin
  const lines = told.map((item) => `${when.format(Date.parse(item.at))} · ${tellItem(item, language)}`)
  const leave = { link: leaveLink(world, listener), text: words.leave }
  return sendAccountMail(
    world,
    {
      to: email,
      language,
      subject: words.subject,
      lines: [words.hello, words.intro, ...lines, ...words.more],
      link: `${origin}/feed`,
      linkText: words.open,
      leave,
    },
    mailLook(await shownBrand(world.db, workspaceId), origin),
  )
}
