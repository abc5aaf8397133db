// Turns whatever was thrown into a problem document (RFC 9457). Tells the caller nothing about faults of our own; the log has them.
import { Problem, problems } from '@lotse/core/base'
import type { ProblemDocument } from '@lotse/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, type ZodFastifySchemaValidationError } from 'fastify-type-provider-zod'
import { isPassing } from '../adapters/store/passing.ts'

/** The content type of problem documents. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

const VALIDATION_FAULTS_MAX = 20
/** A database that restarts is back within seconds. */
const PASSING_RETRY_S = 2

/** Refusals that Fastify makes itself, before any of our code runs. */
const byFastifyCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem('request.malformed'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('request.malformed'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Problem('request.malformed'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('request.wrong_type'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('request.too_large'),
  FST_ERR_BAD_URL: () => new Problem('request.invalid', { field: 'path' }),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem('not_found'),
  FST_ERR_NOT_FOUND: () => new Problem('not_found'),
}

/**
 * The refusal in an error, or undefined when the error is a fault of ours.
 *
 * @param error - whatever was thrown.
 */
export function refusalOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return invalidOf(error.validation, contextOf(error))
  const code = codeOf(error)
  const known = code === undefined ? undefined : byFastifyCode[code]
  if (known) return known()
  return isPassing(error) ? new Problem('server.unavailable', { retryAfterS: PASSING_RETRY_S }) : undefined
}

/**
 * The document that answers a refusal.
 *
 * @param problem - with its facts, which become members of the document.
 * @param requestId - under which the log tells more.
 */
export function documentOf(problem: Problem, requestId: string): ProblemDocument {
  const { title, status } = problems[problem.code]
  const fixed = { type: `urn:lotse:problem:${problem.code}`, title, status, code: problem.code, requestId }
  return { ...problem.facts, ...fixed }
}

/** Answers a problem with its status, and `Retry-After` where the facts name `retryAfterS`. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = problem.facts.retryAfterS
  if (typeof wait === 'number') reply.header('retry-after', String(Math.max(1, Math.ceil(wait))))
  return reply
    .code(problem.status)
    .type(PROBLEM_TYPE)
    .serializer((document: unknown) => JSON.stringify(document))
    .send(documentOf(problem, reply.request.id))
}

/** Fastify's error handler: refusals are answered as they are; a fault of ours is logged and answered without details. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error)
  if (refusal) return sendProblem(reply, refusal)
  request.log.error({ err: error, operation: request.routeOptions.url }, 'a request failed')
  return sendProblem(reply, new Problem('server.fault'))
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function contextOf(error: unknown): string {
  const has = typeof error === 'object' && error !== null && 'validationContext' in error
  return has && typeof error.validationContext === 'string' ? error.validationContext : 'body'
}

/** Names the first fault's place as `field` and all of them as `faults`. Places are JSON pointers into body, query or path. */
function invalidOf(validation: readonly ZodFastifySchemaValidationError[], context: string): Problem {
  const faults = validation.slice(0, VALIDATION_FAULTS_MAX).map(({ instancePath, message }) => ({
    field: placeOf(instancePath, context),
    detail: message ?? 'has the wrong form',
  }))
  const first = faults[0]
  return new Problem('request.invalid', {
    field: first?.field ?? context,
    detail: first === undefined ? undefined : `${first.field}: ${first.detail}`,
    faults,
    in: context === 'querystring' ? 'query' : context === 'params' ? 'path' : context,
  })
}

const placeOf = (pointer: string, context: string): string =>
  pointer === '/' || pointer === '' ? (context === 'querystring' ? 'query' : context) : pointer.slice(1)
