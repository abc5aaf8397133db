// Makes a repeated write harmless: the first answer under an Idempotency-Key is kept for a day and given again. Keeps refusals nowhere.
import { createHash } from 'node:crypto'
import { DAY_MS, Problem } from '@lotse/core/base'
import type { FastifyRequest } from 'fastify'
import { type AnswerKey, claimKey, findAnswer, type KeptAnswer, keepAnswer } from '../adapters/store/answers.ts'
import type { Db } from '../adapters/store/members.ts'
import type { Caller } from './auth.ts'
import type { World } from './world.ts'

const KEY = /^[\x21-\x7e]{1,200}$/
const KEPT_MS = DAY_MS
/** What answers are sealed for. */
export const KEPT_ANSWER = 'kept answer'

/** An answer as it goes out: status and JSON text; no text with 204. */
export type Answer = { readonly status: number; readonly text: string | null }

/** A write that may be repeated: whose it is, and a hash of what is asked. */
export type Repeatable = { readonly place: AnswerKey; readonly request: Buffer }

/**
 * Reads the Idempotency-Key of a request.
 *
 * @param asked - all that makes the request what it is: operation, params, query, body.
 * @returns undefined without the header.
 * @throws Problem `request.invalid` where the key is not 1 to 200 visible ASCII characters.
 */
export function repeatableOf(
  request: FastifyRequest,
  caller: Caller,
  asked: readonly unknown[],
): Repeatable | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Problem('request.invalid', { field: 'Idempotency-Key', detail: '1 to 200 visible ASCII characters' })
  const who = caller.memberId === null ? `token ${caller.tokenId}` : `member ${caller.memberId}`
  return {
    place: { workspaceId: caller.workspaceId, caller: who, key },
    request: createHash('sha256').update(JSON.stringify(asked)).digest(),
  }
}

/**
 * Does a write once. Must run in the write's transaction: claim, effect and kept answer become durable together, and a second
 * request with the same key waits until then.
 *
 * @param repeatable - undefined: the write is simply done.
 * @param work - does it and answers.
 * @throws Problem `request.key_reused` where the key was used for something else.
 */
export async function once(
  { secrets, clock }: Pick<World, 'secrets' | 'clock'>,
  db: Db,
  { repeatable, work }: { readonly repeatable: Repeatable | undefined; readonly work: () => Promise<Answer> },
): Promise<Answer & { readonly replayed: boolean }> {
  if (repeatable === undefined) return { ...(await work()), replayed: false }
  const now = clock.now()
  const { place, request } = repeatable
  const kept = await claimKey(db, place, { request, now, before: now - KEPT_MS })
  if (kept) return { ...keptAnswer(kept, request, secrets), replayed: true }
  const answer = await work()
  const sealed = answer.text === null ? null : secrets.encrypt(KEPT_ANSWER, answer.text)
  await keepAnswer(db, place, { status: answer.status, answer: sealed })
  return { ...answer, replayed: false }
}

/**
 * The answer that was given before, for writes whose effect lies outside of the transaction.
 *
 * @throws Problem `request.key_reused`.
 */
export async function answeredBefore(
  { secrets, clock }: Pick<World, 'secrets' | 'clock'>,
  db: Db,
  repeatable: Repeatable | undefined,
): Promise<Answer | undefined> {
  const kept = repeatable && (await findAnswer(db, repeatable.place, clock.now() - KEPT_MS))
  return repeatable && kept ? keptAnswer(kept, repeatable.request, secrets) : undefined
}

function keptAnswer(kept: KeptAnswer, request: Buffer, secrets: World['secrets']): Answer {
  if (!kept.request.equals(request)) throw new Problem('request.key_reused')
  if (kept.status === null) throw new Error('a key was claimed without an answer')
  return { status: kept.status, text: kept.answer === null ? null : secrets.decrypt(KEPT_ANSWER, kept.answer) }
}

/**
 * A name for the effect of a request that is the same for every try with the same Idempotency-Key, and else never again. Parts of
 * the server that keep their own dedupe keys take it.
 *
 * @param requestId - of a request without a key.
 */
export function effectName(repeatable: Repeatable | undefined, requestId: string): string {
  if (repeatable === undefined) return `api:${requestId}`
  const { workspaceId, caller, key } = repeatable.place
  const named = createHash('sha256')
    .update(JSON.stringify([workspaceId, caller, key]))
    .update(repeatable.request)
  return `api:${named.digest('base64url')}`
}
