// The pages and links customers reach from messages. Reading changes nothing, so that mail scanners confirm and withdraw nothing.
import { isReceipt } from '@lotse/core/act'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keyOfMessageId } from '../../adapters/channels/smtp/message-id.ts'
import { findMessage } from '../../adapters/store/attention.ts'
import { codeOf } from '../../adapters/store/pool.ts'
import type { World } from '../../base/world.ts'
import type { Acceptor } from '../../listen/acceptor.ts'
import { takeReceipt } from '../dispatch/receipt.ts'
import { type ChoiceTools, choose, confirm, confirmable, unsubscribe, unsubscribeAll } from './choice.ts'
import { pageHeaders } from './html.ts'
import { type LinkFacts, type LinkKind, linkPaths, linkUrl, readLink } from './link.ts'
import { choicesOf, type Host, hostOf, type Shown, show } from './show.ts'

const BODY_BYTES_MAX = 20_000
const REPORT_BYTES_MAX = 500_000
/** Not part of the management API's description. */
const hidden = { schema: { hide: true } }

/** Registers the pages. They need no sign-in: each link is signed. */
export function pageRoutes(world: World, acceptor: Acceptor): FastifyPluginAsync {
  const tools = { world, acceptor }
  return async (app) => {
    readForms(app)
    unsubscribeRoutes(app, tools)
    confirmRoutes(app, tools)
    preferenceRoutes(app, tools)
    measureRoutes(app, tools)
    reportRoute(app, tools)
  }
}

/** Forms of browsers, and one-click posts in either of the two forms that RFC 8058 allows. */
function readForms(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/x-www-form-urlencoded', 'multipart/form-data'])
  const parse = { parseAs: 'string', bodyLimit: BODY_BYTES_MAX } as const
  app.addContentTypeParser('application/x-www-form-urlencoded', parse, (_, body, done) => done(null, String(body)))
  app.addContentTypeParser('multipart/form-data', parse, (_, body, done) => done(null, String(body)))
}

/** What a request's link says, and how to answer it. */
type Visit<K extends LinkKind> = { readonly facts: LinkFacts[K]; readonly host: Host }

async function visit<K extends LinkKind & ('unsubscribe' | 'preferences' | 'confirm')>(
  { world }: ChoiceTools,
  kind: K,
  request: FastifyRequest,
): Promise<Visit<K> | null> {
  const facts = readLink(world.secrets, kind, tokenOf(request))
  return facts === null
    ? null
    : { facts, host: await hostOf(world, facts.workspaceId, request.headers['accept-language']) }
}

function tokenOf(request: FastifyRequest): unknown {
  const { query } = request
  return typeof query === 'object' && query !== null && 't' in query ? query.t : undefined
}

function answer(reply: FastifyReply, shown: Shown): FastifyReply {
  return reply.code(shown.status).headers(pageHeaders(shown.look)).send(shown.text)
}

function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answer(reply, show.invalid(request.headers['accept-language']))
}

function unsubscribeRoutes(app: FastifyInstance, tools: ChoiceTools): void {
  app.get(linkPaths.unsubscribe, hidden, async (request, reply) => {
    const found = await visit(tools, 'unsubscribe', request)
    return found ? answer(reply, show.unsubscribe(found.host, found.facts)) : refuse(request, reply)
  })
  app.post(linkPaths.unsubscribe, hidden, async (request, reply) => {
    const found = await visit(tools, 'unsubscribe', request)
    if (!found) return refuse(request, reply)
    const oneClick = String(request.body ?? '').includes('One-Click')
    await unsubscribe(tools, found.facts, oneClick ? 'one_click' : 'unsubscribe_page')
    return answer(
      reply,
      show.unsubscribed(found.host, { topic: found.facts.topic, preferencesUrl: preferencesUrl(tools, found.facts) }),
    )
  })
}

function preferencesUrl({ world }: ChoiceTools, { workspaceId, customerId, key }: LinkFacts['unsubscribe']): string {
  const facts = { workspaceId, customerId, key }
  return linkUrl(world.secrets, world.config.publicUrl, { kind: 'preferences', facts })
}

function confirmRoutes(app: FastifyInstance, tools: ChoiceTools): void {
  app.get(linkPaths.confirm, hidden, async (request, reply) => {
    const found = await visit(tools, 'confirm', request)
    if (!found) return refuse(request, reply)
    const open = await confirmable(tools, found.facts)
    return answer(reply, open ? show.confirm(found.host, found.facts) : show.expired(found.host))
  })
  app.post(linkPaths.confirm, hidden, async (request, reply) => {
    const found = await visit(tools, 'confirm', request)
    if (!found) return refuse(request, reply)
    const outcome = await confirm(tools, found.facts)
    return answer(reply, outcome === 'confirmed' ? show.confirmed(found.host, found.facts) : show.expired(found.host))
  })
}

function preferenceRoutes(app: FastifyInstance, tools: ChoiceTools): void {
  app.get(linkPaths.preferences, hidden, async (request, reply) => {
    const found = await visit(tools, 'preferences', request)
    if (!found) return refuse(request, reply)
    const choices = await choicesOf(tools, found.facts, found.host)
    return answer(reply, show.preferences(found.host, { choices, saved: false }))
  })
  app.post(linkPaths.preferences, hidden, async (request, reply) => {
    const found = await visit(tools, 'preferences', request)
    if (!found) return refuse(request, reply)
    const form = new URLSearchParams(String(request.body ?? ''))
    const shown = await choicesOf(tools, found.facts, found.host)
    const topics = shown.map((choice) => choice.topic)
    if (form.has('all')) await unsubscribeAll(tools, found.facts)
    else await choose(tools, found.facts, { topics, ticked: new Set(form.getAll('topic')) })
    const choices = await choicesOf(tools, found.facts, found.host)
    return answer(reply, show.preferences(found.host, { choices, saved: true }))
  })
}

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

function measureRoutes(app: FastifyInstance, tools: ChoiceTools): void {
  app.get(linkPaths.open, { ...hidden, exposeHeadRoute: false }, async (request, reply) => {
    const facts = readLink(tools.world.secrets, 'open', tokenOf(request))
    if (facts) await measured(tools, () => takeReceipt(tools, { key: facts.key, receipt: 'opened' }))
    return reply.headers({ 'content-type': 'image/gif', 'cache-control': 'no-store' }).send(PIXEL)
  })
  app.get(linkPaths.click, { ...hidden, exposeHeadRoute: false }, async (request, reply) => {
    const facts = readLink(tools.world.secrets, 'click', tokenOf(request))
    if (!facts) return refuse(request, reply)
    const { key, url, position } = facts
    await measured(tools, () => takeReceipt(tools, { key, receipt: 'clicked', part: String(position), more: { url } }))
    return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(url, 302)
  })
}

/** A reader gets where they want to go, whether or not we can count it. */
async function measured({ world }: ChoiceTools, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    world.log.warn({ code: codeOf(error) }, 'an open or click was not counted')
  }
}

/** News from a mail provider. `messageId` as it stands in the mail's header. */
const reports = z.object({
  reports: z
    .array(z.object({ messageId: z.string().max(998), kind: z.enum(['delivered', 'bounced', 'complained']) }))
    .min(1)
    .max(1000),
})

/** Answers how many of the messages are known. An unknown one is counted, not refused: providers repeat whole batches. */
function reportRoute(app: FastifyInstance, tools: ChoiceTools): void {
  app.post(linkPaths.report, { ...hidden, bodyLimit: REPORT_BYTES_MAX }, async (request, reply) => {
    const facts = readLink(tools.world.secrets, 'report', tokenOf(request))
    if (!facts) return reply.code(403).send({ known: 0 })
    const read = reports.safeParse(request.body)
    if (!read.success) return reply.code(400).send({ known: 0 })
    let known = 0
    for (const { messageId, kind } of read.data.reports) {
      const key = keyOfMessageId(messageId)
      const message = key === null ? undefined : await findMessage(tools.world.pool, key)
      if (key === null || message?.workspaceId !== facts.workspaceId || !isReceipt(kind)) continue
      if (await takeReceipt(tools, { key, receipt: kind })) known += 1
    }
    return reply.send({ known })
  })
}
