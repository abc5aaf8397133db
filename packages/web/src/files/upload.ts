// Sends files to the server as their bytes; events as text are zipped on the way, so that slow lines do. Reads nothing of them.
import type { FileImport } from '@lotse/protocol'
import { pathOf, refusalOf, Unreachable } from '../api.ts'
import { type AnswerOf, type UsedOperation, used } from '../operations.ts'

/** Smaller files are not worth zipping. */
const ZIPPED_FROM_BYTES = 262_144
const NAME_LENGTH_MAX = 200

/** Uploads a file for a source. @throws Refused, Unreachable. */
export async function uploadFile(sourceId: string, file: File): Promise<FileImport> {
  const name = file.name.slice(-NAME_LENGTH_MAX)
  return sendBytes('uploadFile', { params: { id: sourceId }, query: { name } }, await packed(file))
}

/**
 * Calls an operation that takes a file.
 *
 * @param name - of the operation.
 * @param given - its parameters and its query.
 * @param body - the bytes, as they are sent.
 * @param signal - to give up.
 * @throws Refused, Unreachable.
 */
export async function sendBytes<Name extends UsedOperation>(
  name: Name,
  given: { readonly params?: unknown; readonly query?: unknown },
  body: Blob,
  signal: AbortSignal | null = null,
): Promise<AnswerOf<Name>> {
  const template = used[name].split(' ')[1] ?? ''
  const response = await fetch(pathOf(template, given.params, given.query), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw new Unreachable('no answer', { cause })
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(response.status, answer)
  return answer as AnswerOf<Name>
}

async function packed(file: File): Promise<Blob> {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const isPacked = (first[0] === 0x50 && first[1] === 0x4b) || (first[0] === 0x1f && first[1] === 0x8b)
  if (isPacked || file.size < ZIPPED_FROM_BYTES || !('CompressionStream' in globalThis)) return file
  return new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob()
}
