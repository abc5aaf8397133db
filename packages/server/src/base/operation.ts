// Registers operations of the management API: finds the caller, checks the role, parses, opens the transaction, answers. Does no work itself.
import {
  type JsonObject,
  type Operation,
  type OperationAnswer,
  type OperationBody,
  type OperationName,
  type OperationParams,
  type OperationQuery,
  operations,
} from '@lotse/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { insertAudit } from '../adapters/store/audit.ts'
import type { Db } from '../adapters/store/members.ts'
import { maskAnswer } from '../understand/masking.ts'
import {
  type Caller,
  callerOf,
  may,
  refuseCrossSite,
  refuseRole,
  refuseStale,
  setSessionCookie,
  stillHolds,
} from './auth.ts'
import { refuseUnstorable } from './body.ts'
import { type Answer, answeredBefore, effectName, once, repeatableOf } from './idempotency.ts'
import { schemaOf } from './openapi.ts'
import { refuseForeign } from './ownership.ts'
import { type EventStream, openStream, type Streams } from './sse.ts'
import type { World } from './world.ts'

/** Where operations are registered. */
export type Api = { readonly app: FastifyInstance; readonly world: World; readonly streams: Streams }

/** A request after its shapes were checked, by anybody. `db`: all queries go there. `now`: one instant for the whole request. */
export type OpenCall<N extends OperationName> = {
  readonly world: World
  readonly db: Db
  readonly now: number
  readonly params: OperationParams<N>
  readonly query: OperationQuery<N>
  readonly body: OperationBody<N>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A request of a known caller whose role allows it. Every query takes `caller.workspaceId`. */
export type Call<N extends OperationName> = OpenCall<N> & { readonly caller: Caller }

/**
 * A write in a transaction. What tells others about it is done after the commit. `changed` writes into the audit entry what was changed,
 * such as `{ role: { before: 'viewer', after: 'cx' } }`: settings and rights, never a customer's data or a secret.
 */
export type WriteCall<N extends OperationName> = Call<N> & {
  readonly afterCommit: (act: () => Promise<void>) => void
  readonly changed: (detail: JsonObject) => void
}

/** A write through a part that has its own transactions; `effect` is the same for every try of the same request. */
export type EffectCall<N extends OperationName> = Call<N> & { readonly effect: string }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on routes that need nobody. */
    caller: Caller | null
  }
}

/** An operation that changes nothing. */
export function read<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: Call<N>) => Promise<OperationAnswer<N>>,
): void {
  route(api, name, async (request, reply) => {
    const call = { ...openCall<N>(api.world, request, reply), caller: knownCaller(request) }
    return send(reply, answerText(name, await work(call), call.caller))
  })
}

/** An operation that anybody may call. */
export function open<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: OpenCall<N>) => Promise<OperationAnswer<N>>,
): void {
  route(api, name, async (request, reply) =>
    send(reply, answerText(name, await work(openCall<N>(api.world, request, reply)), null)),
  )
}

/** An operation that changes the database: in one transaction with its audit entry and its kept answer. */
export function write<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: WriteCall<N>) => Promise<OperationAnswer<N>>,
): void {
  route(api, name, async (request, reply) => {
    const caller = knownCaller(request)
    const base = openCall<N>(api.world, request, reply)
    const after: (() => Promise<void>)[] = []
    const afterCommit = (act: () => Promise<void>) => void after.push(act)
    const answer = await api.world.db.transaction().execute((db) =>
      doOnce(api.world, { ...base, db, caller }, name, async () => {
        let detail: JsonObject = {}
        const changed = (more: JsonObject) => {
          detail = { ...detail, ...more }
        }
        const done = await work({ ...base, db, caller, afterCommit, changed })
        await insertAudit(db, { ...auditOf(name, base, caller), detail })
        return done
      }),
    )
    for (const act of after) await act()
    return send(reply, answer)
  })
}

/**
 * An operation through a part with its own transactions (the acceptor, the engine). No connection is held meanwhile, so that many at
 * once cannot starve that part; the answer is kept afterwards, and `effect` keeps a second try from doing it twice.
 */
export function effect<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: EffectCall<N>) => Promise<OperationAnswer<N>>,
): void {
  route(api, name, async (request, reply) => {
    const caller = knownCaller(request)
    const base = openCall<N>(api.world, request, reply)
    const repeatable = repeatableOf(request, caller, askedOf(name, base))
    const before = await answeredBefore(api.world, api.world.db, repeatable)
    if (before) return send(reply, { ...before, replayed: true })
    const done = await work({ ...base, caller, effect: effectName(repeatable, request.id) })
    const answer = await api.world.db.transaction().execute((db) =>
      doOnce(api.world, { ...base, db, caller }, name, async () => {
        await insertAudit(db, auditOf(name, base, caller))
        return done
      }),
    )
    return send(reply, answer)
  })
}

/** An operation that answers a stream of server-sent events. */
export function stream<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: Call<N>, events: EventStream) => Promise<void>,
  prepare: (call: Call<N>) => Promise<void> = async () => {},
): void {
  route(api, name, async (request, reply) => {
    const call = { ...openCall<N>(api.world, request, reply), caller: knownCaller(request) }
    // Refusals must come before the stream opens; afterwards there is no status left to answer with.
    await prepare(call)
    const holds = () => stillHolds(api.world, request, operations[name])
    const shape = (operations[name] as Operation).stream
    const open = shape === undefined || may(call.caller, 'personal.read')
    const present = (data: unknown) => (open ? data : shown(shape, data, call.caller))
    const events = openStream(request, reply, { streams: api.streams, holds, present })
    await work(call, events).catch((error: unknown) => {
      request.log.error({ err: error, operation: name }, 'a stream failed')
      events.close()
    })
  })
}

/** Registers an operation whose caller is found and allowed before the handler runs. */
export function route(
  api: Api,
  name: OperationName,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  const operation: Operation = operations[name]
  api.app.route({
    method: operation.method,
    url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
    schema: schemaOf(name, operation),
    onRequest: (request, reply) => authenticate(api.world, operation, request, reply),
    preHandler: (request) => refuseForeign(api.world.db, operation, request),
    handler,
  })
}

// Before the body is read: whoever may not call need not be read.
async function authenticate(world: World, operation: Operation, request: FastifyRequest, reply: FastifyReply) {
  refuseUnstorable(request.params)
  refuseUnstorable(request.query)
  if (operation.allow === 'public') return refuseCrossSite(request)
  const caller = await callerOf(world, request)
  refuseRole(caller, operation)
  refuseStale(caller, operation, world.clock.now())
  request.caller = caller
  if (caller.session?.renewed) setSessionCookie(reply, caller.session.secret)
}

/** The caller of an operation that is not public. */
export function knownCaller(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('an operation ran without its caller')
  return request.caller
}

/** A request as the work of its operation sees it. */
export function openCall<N extends OperationName>(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply,
): OpenCall<N> {
  return {
    world,
    db: world.db,
    now: world.clock.now(),
    params: request.params as OperationParams<N>,
    query: request.query as OperationQuery<N>,
    body: request.body as OperationBody<N>,
    request,
    reply,
  }
}

function askedOf(name: OperationName, { params, query, body }: Pick<Call<OperationName>, 'params' | 'query' | 'body'>) {
  return [name, params ?? null, query ?? null, body ?? null]
}

async function doOnce<N extends OperationName>(
  world: World,
  call: Call<N>,
  name: N,
  work: () => Promise<OperationAnswer<N>>,
): Promise<Answer & { readonly replayed: boolean }> {
  const repeatable = repeatableOf(call.request, call.caller, askedOf(name, call))
  return once(world, call.db, { repeatable, work: async () => answerText(name, await work(), call.caller) })
}

function answerText<N extends OperationName>(name: N, answer: OperationAnswer<N>, caller: Caller | null): Answer {
  const operation: Operation = operations[name]
  const status = operation.status ?? 200
  return { status, text: operation.answer ? JSON.stringify(shown(operation.answer, answer, caller)) : null }
}

/** Answers an operation whose work is done. */
export function sendAnswer<N extends OperationName>(
  reply: FastifyReply,
  name: N,
  { answer, caller }: { readonly answer: OperationAnswer<N>; readonly caller: Caller },
): FastifyReply {
  return send(reply, answerText(name, answer, caller))
}

/** Checks what goes out against its shape, which also drops what the shape does not name, and masks it where the caller sees no personal data. */
export function shown(shape: z.ZodType, value: unknown, caller: Caller | null): unknown {
  const checked = shape.parse(value)
  return caller === null || may(caller, 'personal.read') ? checked : maskAnswer(shape, checked)
}

function send(reply: FastifyReply, answer: Answer & { readonly replayed?: boolean }): FastifyReply {
  reply.code(answer.status).header('cache-control', 'no-store')
  if (answer.replayed) reply.header('idempotent-replayed', 'true')
  return answer.text === null ? reply.send() : reply.type('application/json; charset=utf-8').send(answer.text)
}

/** The audit entry of a request, without detail. */
export const auditOf = (name: OperationName, { now, params }: OpenCall<OperationName>, caller: Caller) => ({
  workspaceId: caller.workspaceId,
  memberId: caller.memberId,
  tokenId: caller.tokenId,
  operation: name,
  target: Object.fromEntries(Object.entries(params ?? {}).map(([key, value]) => [key, String(value)])),
  now,
})
