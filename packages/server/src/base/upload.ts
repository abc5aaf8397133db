// Operations whose body is a file: the bytes are handed on as they come. Limits and reads them not; the work does.
import type { Readable } from 'node:stream'
import { Problem } from '@lotse/core/base'
import type { OperationAnswer, OperationName } from '@lotse/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { insertAudit } from '../adapters/store/audit.ts'
import { type Api, auditOf, type Call, knownCaller, openCall, route, sendAnswer } from './operation.ts'

/** The content type of plain bytes. */
export const BYTES_TYPE = 'application/octet-stream'

/** Makes an encapsulated part of the server hand bytes to operations that take a file, and to no other. */
export function takeFiles(app: FastifyInstance): void {
  app.addContentTypeParser(BYTES_TYPE, (request: FastifyRequest, payload, done) => {
    if (request.routeOptions.schema?.consumes?.includes(BYTES_TYPE)) done(null, payload)
    else done(new Problem('request.wrong_type'))
  })
}

/**
 * An operation that takes a file. It runs as long as the file comes in and holds no transaction meanwhile; the audit entry stands
 * when it is done. An Idempotency-Key is not needed: the work knows the same bytes again.
 */
export function upload<N extends OperationName>(
  api: Api,
  name: N,
  work: (call: Call<N> & { readonly bytes: Readable }) => Promise<OperationAnswer<N>>,
): void {
  route(api, name, async (request, reply) => {
    const call: Call<N> = { ...openCall<N>(api.world, request, reply), caller: knownCaller(request) }
    if (!isStream(request.body)) throw new Problem('request.wrong_type', { detail: `Send the file as ${BYTES_TYPE}` })
    const done = await work({ ...call, bytes: request.body })
    await api.world.db.transaction().execute((db) => insertAudit(db, auditOf(name, call, call.caller)))
    return sendAnswer(reply, name, { answer: done, caller: call.caller })
  })
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body
}
