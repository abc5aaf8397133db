// Encrypts a backup's body with a passphrase, in pieces, so that it needs no memory, and cutting or swapping pieces is noticed. Keeps no passphrase.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { BackupFault, damaged, endsEarly, type Head, sourceOf } from './archive.ts'

/** How a passphrase becomes a key (RFC 7914): about 130 MB and half a second, also for who guesses. */
const COST = 1 << 17
const BLOCK_SIZE = 8
const PARALLEL = 1
const SALT_BYTES = 16
const KEY_BYTES = 32
const TAG_BYTES = 16
const NONCE_BYTES = 12
/** Bytes of a piece before encryption. */
const PIECE_BYTES = 256 * 1024
const LENGTH_BYTES = 4
export const PASSPHRASE_LENGTH_MIN = 12

type Encryption = NonNullable<Head['encryption']>
/** A key, and what a head says about it. */
export type Sealing = { readonly key: Buffer; readonly head: Encryption }

/** A fresh key for a backup that is to be written. */
export async function newSealing(passphrase: string): Promise<Sealing> {
  const salt = randomBytes(SALT_BYTES)
  const how = { cost: COST, blockSize: BLOCK_SIZE, parallel: PARALLEL }
  const key = await derive(passphrase, salt, how)
  const check = checkOf(key)
  return {
    key,
    head: { cipher: 'aes-256-gcm', derivation: 'scrypt', ...how, salt: salt.toString('base64url'), check },
  }
}

/**
 * The key of a backup that is to be read.
 *
 * @throws BackupFault when the passphrase is not the one it was made with.
 */
export async function keyFor(encryption: Encryption, passphrase: string): Promise<Buffer> {
  const key = await derive(passphrase, Buffer.from(encryption.salt, 'base64url'), encryption)
  if (checkOf(key) !== encryption.check) throw wrongPassphrase()
  return key
}

function wrongPassphrase(): BackupFault {
  return new BackupFault('The passphrase is not the one this backup was made with.')
}

// A sealed nothing: tells a wrong passphrase from a damaged body at once, and nothing about the key.
function checkOf(key: Buffer): string {
  return seal(key, { at: 0, last: false, use: 'check' }, Buffer.alloc(0)).toString('base64url')
}

function derive(
  passphrase: string,
  salt: Buffer,
  { cost, blockSize, parallel }: Pick<Encryption, 'cost' | 'blockSize' | 'parallel'>,
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize }
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

/** Which piece it is. Number and end are sealed with it, so that none can be left out, repeated or swapped. */
type Place = { readonly at: number; readonly last: boolean; readonly use: 'body' | 'check' }

// A key is used for one backup only, so a counter never meets the same nonce twice.
function nonceOf({ at, use }: Place): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES)
  nonce.writeUInt8(use === 'body' ? 1 : 0)
  nonce.writeBigUInt64BE(BigInt(at), NONCE_BYTES - 8)
  return nonce
}

const aadOf = ({ last }: Place) => Buffer.from([last ? 1 : 0])

function seal(key: Buffer, place: Place, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(place)).setAAD(aadOf(place))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(key: Buffer, place: Place, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(place), { authTagLength: TAG_BYTES }).setAAD(
    aadOf(place),
  )
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw damaged()
  }
}

/** Encrypts a stream: pieces with their length before them; the highest bit of the length marks the last one. */
export async function* sealStream(key: Buffer, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = sourceOf(plain)
  let at = 0
  let next = await source.upTo(PIECE_BYTES)
  do {
    const piece = next
    next = await source.upTo(PIECE_BYTES)
    const last = next.length === 0
    const sealed = seal(key, { at: at++, last, use: 'body' }, piece)
    const length = Buffer.alloc(LENGTH_BYTES)
    length.writeUInt32BE(last ? sealed.length + LAST_BIT : sealed.length)
    yield Buffer.concat([length, sealed])
  } while (next.length > 0)
}

const LAST_BIT = 2 ** 31

/**
 * Decrypts what `sealStream` made.
 *
 * @throws BackupFault where a piece is damaged, missing or out of place.
 */
export async function* openStream(key: Buffer, sealed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = sourceOf(sealed)
  for (let at = 0, last = false; ; at++) {
    const prefix = await source.take(LENGTH_BYTES)
    if (prefix === null) {
      if (!last) throw endsEarly()
      return
    }
    if (last) throw damaged()
    const written = prefix.readUInt32BE()
    last = written >= LAST_BIT
    const length = last ? written - LAST_BIT : written
    if (length < TAG_BYTES || length > PIECE_BYTES + TAG_BYTES) throw damaged()
    const piece = await source.take(length)
    if (piece === null) throw damaged()
    yield open(key, { at, last, use: 'body' }, piece)
  }
}
