// The HTTP server before its routes: limits, headers, problems, health, figures, the console's files. Knows no domain.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import { Problem } from '@lotse/core/base'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { hashOf } from './auth.ts'
import { BODY_BYTES_MAX } from './body.ts'
import { httpSeconds, scrape } from './metrics.ts'
import { answerError, sendProblem } from './problems.ts'
import { traceRequest } from './tracing.ts'
import type { World } from './world.ts'

/** Where the built console lies; the same distance from `src` and from `dist`. */
const CONSOLE = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

/** Requests in work at a time; more are asked to come back, so that memory stays bounded. */
const IN_WORK_MAX = 2000
const REQUEST_TIMEOUT_MS = 30_000
const PARAM_LENGTH_MAX = 300
const YEAR_S = 31_536_000
/** Requests of one caller to the management API in a span; far above what a person or a careful program needs. */
const CALLER_RATE = { max: 3000, timeWindow: 10_000 }

/** What the console's pages may load: their own files, styles that the components write, pictures within mail previews. */
const POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
  },
}

/** Whether the server can do its work: each part by name. */
export type Readiness = { readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }

export type HttpOptions = {
  readonly world: World
  /** Asked by `GET /readyz`. */
  readonly readiness: () => Promise<Readiness>
  /** Folder of the built console; the project's own by default. */
  readonly console?: string
}

/**
 * Builds the server. Routes are registered on it, then it listens.
 *
 * @returns an instance whose errors are all problem documents.
 */
export async function createHttp({ world, readiness, console = CONSOLE }: HttpOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = world.log
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX },
    // A proxy that ends TLS stands on this machine; nobody else may say where a request came from.
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  app.decorateRequest('caller', null)
  limitWork(app)
  traceRequests(app)
  measure(app)
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: POLICY,
    referrerPolicy: { policy: 'same-origin' },
    // Neighbours on other subdomains are not ours to decide about.
    strictTransportSecurity: { maxAge: YEAR_S, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  })
  await app.register(fastifyCookie)
  answerHealth(app, readiness)
  await serveConsole(app, console)
  return app
}

/**
 * Stops taking requests and lets those in work finish. Connections that are open still by then are cut: browsers open some ahead and
 * never use them.
 *
 * @param graceMs - how long requests in work may take.
 */
export async function closeHttp(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
  await app.close()
  clearTimeout(cut)
}

/** Limits what one caller may ask of the management API. Registered in its own part of the server, before its routes. */
export async function limitCallers(app: FastifyInstance): Promise<void> {
  await app.register(fastifyRateLimit, {
    ...CALLER_RATE,
    keyGenerator: callerKey,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_, { ttl }) => new Problem('request.too_many', { retryAfterS: ttl / 1000 }),
  })
}

// By what is sent as proof, so that people behind one address do not share a limit; unproven callers share their address's.
function callerKey(request: FastifyRequest): string {
  const proof = request.headers.authorization ?? request.headers.cookie
  return proof === undefined ? request.ip : hashOf(`${request.ip} ${proof}`).toString('base64url')
}

function limitWork(app: FastifyInstance): void {
  let inWork = 0
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (inWork >= IN_WORK_MAX && request.url !== '/healthz') throw new Problem('server.unavailable', { retryAfterS: 1 })
    inWork += 1
    reply.raw.once('close', () => {
      inWork -= 1
    })
  })
}

// With callbacks, because what follows has to run inside of the span.
function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const end = traceRequest(request, done)
    reply.raw.once('close', () => end(request.routeOptions.url ?? 'none', reply.statusCode))
  })
}

function measure(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    httpSeconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}

function answerHealth(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  const hide = { schema: { hide: true } }
  app.get('/healthz', hide, async () => ({ up: true }))
  app.get('/readyz', hide, async (_, reply) => {
    const state = await readiness()
    return reply.code(state.ready ? 200 : 503).send(state)
  })
  app.get('/metrics', hide, async (_, reply) => {
    const { contentType, text } = await scrape()
    return reply.type(contentType).send(text)
  })
}

async function serveConsole(app: FastifyInstance, root: string): Promise<void> {
  const files = new Set(existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [])
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]?.slice(1) ?? ''
    if (isReading(request) && path !== '' && files.has(path)) return sendFile(reply, path)
    if (files.has('index.html') && isPage(request)) return sendFile(reply, 'index.html')
    return sendProblem(reply, new Problem('not_found'))
  })
}

// The build puts a hash into the names under assets/, so those files never change; index.html names them and always may.
function sendFile(reply: FastifyReply, path: string): FastifyReply {
  const fixed = path.startsWith('assets/')
  if (!reply.hasHeader('cache-control'))
    reply.header('cache-control', fixed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache')
  return reply.sendFile(path)
}

const isReading = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'

/** The console finds its own way by the address; whatever a browser opens as a page is the console. */
function isPage(request: FastifyRequest): boolean {
  if (!isReading(request) || /^\/(api|v1|assets)\//.test(request.url)) return false
  return request.headers.accept?.includes('text/html') ?? false
}
