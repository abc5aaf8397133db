// Sends a file to the server as its bytes; text is zipped on the way, so that slow lines do. Reads nothing of it.
import type { FileImport } from '@lotse/protocol'
import { pathOf, refusalOf, Unreachable } from '../api.ts'
import { used } from '../operations.ts'

/** Smaller files are not worth zipping. */
const ZIPPED_FROM_BYTES = 262_144
const NAME_LENGTH_MAX = 200

/** Uploads a file for a source. @throws Refused, Unreachable. */
export async function uploadFile(sourceId: string, file: File): Promise<FileImport> {
  const template = used.uploadFile.split(' ')[1] ?? ''
  const path = pathOf(template, { id: sourceId }, { name: file.name.slice(-NAME_LENGTH_MAX) })
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/octet-stream' },
    body: await packed(file),
  }).catch((cause: unknown) => {
    throw new Unreachable('no answer', { cause })
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusalOf(response.status, answer)
  return answer as FileImport
}

async function packed(file: File): Promise<Blob> {
  const first = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const isPacked = (first[0] === 0x50 && first[1] === 0x4b) || (first[0] === 0x1f && first[1] === 0x8b)
  if (isPacked || file.size < ZIPPED_FROM_BYTES || !('CompressionStream' in globalThis)) return file
  return new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob()
}
