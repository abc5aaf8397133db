// The OpenAPI 3.1 document of the management API, made from the shapes that check requests, and its readable form. Sends nothing out.

import fastifySwagger from '@fastify/swagger'
import type { Operation } from '@lotse/protocol'
import { problemDocument } from '@lotse/protocol'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { WORKBOOK_TYPE } from './sheets.ts'

const DESCRIPTION = `Everything the console does, programs can do too.

Programs send an API token as \`Authorization: Bearer TOKEN\`; people have a session cookie. A write key of a source works for neither.
Refusals are problem documents (RFC 9457) with a \`code\`. Lists answer \`next\`, to be sent as \`cursor\`. Writes take an
\`Idempotency-Key\`: the same key within 24 hours gives the first answer again.`

/** Scalar's settings under which it loads nothing from elsewhere and tells nobody. */
const QUIET = {
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
} as const

/** Scalar starts by an inline script; nothing but this server may be asked for anything. */
const DOCS_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"

/**
 * Collects every operation registered afterwards, answers the document at /api/openapi.json and its readable form at /api/docs.
 *
 * @param app - the server, before its routes.
 */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: 'Lotse management API', version: '1', description: DESCRIPTION, license: { name: 'Apache-2.0' } },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'lotse_session' },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  let document: string | undefined
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_, reply) => {
    document ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(document)
  })
  await app.register(readableDocs)
}

async function readableDocs(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_, reply) => void reply.header('content-security-policy', DOCS_POLICY))
  const configuration = { ...QUIET, url: '/api/openapi.json', pageTitle: 'Lotse management API' }
  await app.register(scalar, { routePrefix: '/api/docs', configuration })
}

/**
 * The route schema of an operation: what Fastify checks and what the document shows.
 *
 * @param name - of the operation, its `operationId`.
 */
export function schemaOf(name: string, operation: Operation): FastifySchema {
  const { tag, summary, allow, params, query, body, upload } = operation
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(allow === 'public' ? { security: [] } : {}),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(upload
      ? { consumes: ['application/octet-stream'], body: z.any().meta({ description: 'The bytes of the file' }) }
      : {}),
    response: { ...answerOf(operation), default: problemOf() },
  }
}

function answerOf({ answer, stream, download, file, status }: Operation): Record<number, unknown> {
  if (download) return { 200: { description: 'A file, one row each', content: filesOf(download) } }
  if (file)
    return {
      200: { description: 'A file', content: Object.fromEntries(file.map((type) => [type, { schema: z.string() }])) },
    }
  if (stream)
    return { 200: { description: 'Server-sent events', content: { 'text/event-stream': { schema: stream } } } }
  if (!answer) return { 204: z.null().meta({ description: 'Done' }) }
  return { [status ?? 200]: { description: 'Done', content: { 'application/json': { schema: answer } } } }
}

const filesOf = (row: z.ZodType) => ({
  'application/x-ndjson': { schema: row },
  'application/json': { schema: z.array(row) },
  'text/csv': { schema: z.string() },
  [WORKBOOK_TYPE]: { schema: z.string() },
})

const problemOf = () => ({
  description: 'Refused',
  content: { 'application/problem+json': { schema: problemDocument } },
})
