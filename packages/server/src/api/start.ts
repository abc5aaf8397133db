// The role `api`: HTTP on the main thread. Puts the routes together, listens, prints the link of the first admin; holds no rules.
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { channelRoutes } from '../act/channel-routes.ts'
import { deliveryRoutes } from '../act/delivery-routes.ts'
import { flowRoutes } from '../act/flow/routes.ts'
import { flowRunRoutes } from '../act/flow/run-routes.ts'
import { heldMessageRoutes } from '../act/held-routes.ts'
import { messageRoutes } from '../act/message-routes.ts'
import { preferencePageRoutes } from '../act/pages/preference-page.ts'
import { pageRoutes } from '../act/pages/routes.ts'
import { whyRoutes } from '../act/why-routes.ts'
import { readMigrations } from '../adapters/store/migrate.ts'
import { appliedMigrations } from '../adapters/store/ready.ts'
import { bucketOwners } from '../adapters/store/stuck.ts'
import { ticketSystems } from '../adapters/tickets/index.ts'
import { atlasCommentRoutes } from '../atlas/comment-routes.ts'
import { atlasExchangeRoutes } from '../atlas/exchange/routes.ts'
import { frameRoutes } from '../atlas/frames.ts'
import { atlasJourneyRoutes } from '../atlas/journey-routes.ts'
import { atlasLibraryRoutes } from '../atlas/library-routes.ts'
import { atlasMatrixRoutes } from '../atlas/matrix-routes.ts'
import { atlasMentionRoutes } from '../atlas/mention-routes.ts'
import { journeyNumberRoutes } from '../atlas/number-routes.ts'
import { atlasOverviewRoutes } from '../atlas/overview-routes.ts'
import { atlasRoutes } from '../atlas/routes.ts'
import { atlasShareRoutes } from '../atlas/share-routes.ts'
import { atlasTermRoutes } from '../atlas/term-routes.ts'
import { atlasVersionRoutes } from '../atlas/version-routes.ts'
import { takeJson } from '../base/body.ts'
import { closeHttp, createHttp, limitCallers, type Readiness } from '../base/http.ts'
import { invitationRoutes } from '../base/members/invitation-routes.ts'
import { membershipRoutes } from '../base/members/membership-routes.ts'
import { memberRoutes } from '../base/members/routes.ts'
import { prepareFirstAdmin } from '../base/members/setup.ts'
import { unitRoutes } from '../base/members/unit-routes.ts'
import { describeApi } from '../base/openapi.ts'
import type { Api } from '../base/operation.ts'
import type { Role } from '../base/role.ts'
import { createStreams, type Streams } from '../base/sse.ts'
import { takeFiles } from '../base/upload.ts'
import type { World } from '../base/world.ts'
import { brandRoutes, logoRoutes } from '../brand/routes.ts'
import { hoursRoutes } from '../hours/routes.ts'
import { feedLeaveRoutes } from '../insights/feeds/leave.ts'
import { feedLinkRoutes } from '../insights/feeds/links.ts'
import { insightOperations } from '../insights/start.ts'
import { ticketHook } from '../insights/tickets/hook.ts'
import { backupRoutes } from '../keeping/backup-routes.ts'
import { healthRoutes } from '../keeping/routes.ts'
import { type Acceptor, createAcceptor } from '../listen/acceptor.ts'
import { eventRoutes } from '../listen/event-routes.ts'
import { importRoutes } from '../listen/files/routes.ts'
import { hookReceiver } from '../listen/hooks/receive.ts'
import { hookRoutes } from '../listen/hooks/routes.ts'
import { refusedRoutes } from '../listen/refused-routes.ts'
import { trackingRoutes } from '../listen/routes.ts'
import { sourceRoutes } from '../listen/source-routes.ts'
import { measureRoutes } from '../measures/routes.ts'
import { pictureRoutes } from '../pictures/routes.ts'
import { auditRoutes } from '../privacy/audit/routes.ts'
import { privacyRoutes } from '../privacy/routes.ts'
import { signInRoutes } from '../sign-in/routes.ts'
import { careRoutes } from '../understand/care-routes.ts'
import { customerRoutes } from '../understand/customer-routes.ts'
import { conditionRoutes } from './condition-routes.ts'
import { inputRoutes } from './input-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { liveRoutes } from './live-routes.ts'
import { viewRoutes } from './view-routes.ts'

/** A running API. `url`: where it listens. */
export type ApiRole = Role & { readonly url: string }

/** An engine that was not heard of for this long does not count. */
const ENGINE_ALIVE_MS = 15_000

/**
 * Starts the API and listens. Where nobody can sign in yet, prints the one-time link for the first admin.
 *
 * @throws Error when the port is taken.
 */
export async function startApi(world: World): Promise<ApiRole> {
  const acceptor = createAcceptor(world)
  const { app, streams } = await buildApi(world, acceptor)
  const { host, port } = world.config
  const url = await app.listen({ host, port })
  await offerSetup(world, url)
  world.log.info({ url }, 'listening')
  return {
    name: 'api',
    url,
    ready: async () => (await readinessOf(world)).ready,
    stop: async (deadlineMs) => {
      streams.closeAll()
      await Promise.race([closeHttp(app, deadlineMs / 2), wait(deadlineMs, undefined, { ref: false })])
      await acceptor.close()
    },
  }
}

/**
 * The API with all routes, not listening.
 *
 * @param acceptor - is not closed with it.
 */
export async function buildApi(
  world: World,
  acceptor: Acceptor,
): Promise<{ readonly app: FastifyInstance; readonly streams: Streams }> {
  const app = await createHttp({ world, readiness: () => readinessOf(world) })
  const streams = createStreams()
  await describeApi(app)
  await app.register(async (part) => {
    takeJson(part)
    takeFiles(part)
    await limitCallers(part)
    registerOperations({ app: part, world, streams }, acceptor)
  })
  await app.register(trackingRoutes(world, acceptor))
  await app.register(hookReceiver(world, acceptor))
  await app.register(ticketHook(world, ticketSystems))
  await app.register(logoRoutes(world))
  await app.register(frameRoutes(world))
  await app.register(feedLinkRoutes(world))
  await app.register(feedLeaveRoutes(world))
  await app.register(pageRoutes(world, acceptor))
  await app.ready()
  return { app, streams }
}

function registerOperations(api: Api, acceptor: Acceptor): void {
  memberRoutes(api)
  signInRoutes(api)
  unitRoutes(api)
  membershipRoutes(api)
  brandRoutes(api)
  hoursRoutes(api)
  invitationRoutes(api)
  sourceRoutes(api)
  importRoutes(api)
  hookRoutes(api, acceptor)
  eventRoutes(api)
  keyRoutes(api)
  customerRoutes(api, acceptor)
  careRoutes(api)
  flowRoutes(api)
  flowRunRoutes(api)
  whyRoutes(api)
  messageRoutes(api)
  preferencePageRoutes(api)
  deliveryRoutes(api)
  channelRoutes(api)
  heldMessageRoutes(api)
  refusedRoutes(api, acceptor)
  inputRoutes(api)
  conditionRoutes(api)
  liveRoutes(api)
  auditRoutes(api)
  privacyRoutes(api)
  viewRoutes(api)
  atlasRoutes(api)
  atlasExchangeRoutes(api)
  atlasJourneyRoutes(api)
  atlasLibraryRoutes(api)
  atlasMatrixRoutes(api)
  atlasOverviewRoutes(api)
  atlasTermRoutes(api)
  atlasCommentRoutes(api)
  atlasShareRoutes(api)
  atlasMentionRoutes(api)
  pictureRoutes(api)
  atlasVersionRoutes(api)
  journeyNumberRoutes(api)
  insightOperations(api)
  measureRoutes(api)
  healthRoutes(api)
  backupRoutes(api)
}

/** Database reachable, all migrations applied, every bucket in some engine's hands. */
async function readinessOf({ db }: World): Promise<Readiness> {
  const applied = await appliedMigrations(db).catch(() => undefined)
  if (applied === undefined) return { ready: false, parts: { database: false, migrations: false, engine: false } }
  const wanted = await readMigrations()
  const { unowned } = await bucketOwners(db, ENGINE_ALIVE_MS)
  const parts = { database: true, migrations: wanted.every(({ name }) => applied.has(name)), engine: unowned === 0 }
  return { ready: Object.values(parts).every(Boolean), parts }
}

// The console reads the token from the address; our own log holds no addresses. Empty lines set it apart from the log.
async function offerSetup(world: World, url: string): Promise<void> {
  const secret = await prepareFirstAdmin(world)
  if (secret !== null) process.stdout.write(`\nMake the first admin at ${url}/setup?token=${secret}\n\n`)
}
