// The bytes of a tracking request as JSON: unzipped within a limit, UTF-8, whatever the content type says. Knows no field.
import { isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Problem } from '@lotse/core/base'
import { trackLimits } from '@lotse/protocol'

const unzip = promisify(gunzip)

/**
 * Reads a body.
 *
 * @param bytes - as received; gzip is known by its first bytes, because clients forget to say so.
 * @throws Problem `request.malformed`, `request.too_large`.
 */
export async function readPayload(bytes: Buffer): Promise<unknown> {
  const plain = isGzip(bytes) ? await unzipped(bytes) : bytes
  if (plain.length > trackLimits.batchBytes) throw tooLarge()
  if (!isUtf8(plain)) throw new Problem('request.malformed', { detail: 'The body is not valid UTF-8' })
  try {
    return JSON.parse(plain.toString('utf8'))
  } catch {
    throw new Problem('request.malformed')
  }
}

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b

async function unzipped(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: trackLimits.batchBytes })
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isBomb ? tooLarge() : new Problem('request.malformed', { detail: 'The body is not valid gzip' })
  }
}

function tooLarge(): Problem {
  return new Problem('request.too_large', { detail: `The body has more than ${trackLimits.batchBytes} bytes` })
}
