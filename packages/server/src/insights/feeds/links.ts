// Feeds for programs at secret addresses: Atom (RFC 4287) and JSON Feed 1.1. What its maker reads, no more, and no customers; nothing once its maker has left.
import { whereInConsole } from '@lotse/core/insights'
import type { FeedItem } from '@lotse/protocol'
import type { FastifyInstance } from 'fastify'
import { openFeedLink } from '../../adapters/store/feed-delivery.ts'
import { feedItems } from '../../adapters/store/feed-lists.ts'
import { unitsWithin } from '../../adapters/store/units.ts'
import { hashOf } from '../../base/auth.ts'
import { html } from '../../base/html.ts'
import { instantOf } from '../../base/ids.ts'
import type { World } from '../../base/world.ts'
import { mailLanguage } from '../../sign-in/mail.ts'
import { showItem } from './presenter.ts'
import { readableRecords, readerOf } from './reading.ts'
import { type FeedLanguage, tellItem } from './words.ts'

const SECRET = /^[\w-]{43}$/
const ITEMS_MAX = 100

/** The addresses of a secret. */
export const feedAddresses = (origin: string, secret: string) => ({
  atom: `${origin}/feeds/${secret}/atom.xml`,
  json: `${origin}/feeds/${secret}/feed.json`,
})

type Told = {
  readonly title: string
  readonly language: FeedLanguage
  readonly items: readonly FeedItem[]
  readonly id: string
  readonly now: number
}

/** Serves them. A secret that holds no longer is not found. */
export function feedLinkRoutes(world: World) {
  return async (app: FastifyInstance): Promise<void> => {
    const { origin } = new URL(world.config.publicUrl)
    for (const [file, type, write] of [
      ['atom.xml', 'application/atom+xml; charset=utf-8', atomOf],
      ['feed.json', 'application/feed+json; charset=utf-8', jsonOf],
    ] as const)
      app.get(`/feeds/:secret/${file}`, { schema: { hide: true } }, async (request, reply) => {
        const { secret } = request.params as { readonly secret: string }
        const told = SECRET.test(secret) ? await toldAt(world, secret) : undefined
        reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
        if (told === undefined) return reply.code(404).type('text/plain').send('not found')
        return reply.type(type).send(write(told, origin))
      })
  }
}

async function toldAt({ db, clock }: World, secret: string): Promise<Told | undefined> {
  const now = clock.now()
  const link = await openFeedLink(db, hashOf(secret), now)
  if (link === undefined) return undefined
  const { workspaceId, memberId, unitId, name, locale, workspaceName } = link
  const reader = await readerOf(db, link)
  const owners = unitId === null ? undefined : await unitsWithin(db, workspaceId, unitId)
  const records = await readableRecords(db, workspaceId, { reader, narrowing: { owners } })
  const rows = await feedItems(db, { workspaceId, memberId, since: 0 }, { records, limit: ITEMS_MAX })
  const items = rows.map((row) => showItem(row, { customers: false }))
  return {
    title: `${name} · ${workspaceName}`,
    language: mailLanguage(locale),
    items,
    id: `urn:lotse:feed:${workspaceId}`,
    now,
  }
}

const newest = ({ items, now }: Told): string =>
  items.map(({ gatheredAt }) => gatheredAt).reduce((a, b) => (a > b ? a : b), items[0]?.gatheredAt ?? instantOf(now))

function atomOf(told: Told, origin: string): string {
  const { title, language, items, id } = told
  const entries = items.map(
    (item) =>
      html`<entry><id>${id}:${item.id}</id><title>${tellItem(item, language)}</title><updated>${item.gatheredAt}</updated><published>${item.at}</published><link href="${origin}${whereInConsole(item.record)}"/><category term="${item.kind}"/></entry>`,
  )
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${id}</id><title>${title}</title><updated>${newest(told)}</updated><author><name>Lotse</name></author><link href="${origin}/feed"/>${entries}</feed>`
  return `<?xml version="1.0" encoding="utf-8"?>${feed.html}`
}

function jsonOf({ title, language, items, id }: Told, origin: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    language,
    home_page_url: `${origin}/feed`,
    items: items.map((item) => ({
      id: `${id}:${item.id}`,
      url: `${origin}${whereInConsole(item.record)}`,
      title: tellItem(item, language),
      content_text: tellItem(item, language),
      date_published: item.at,
      date_modified: item.gatheredAt,
      tags: [item.kind],
    })),
  })
}
