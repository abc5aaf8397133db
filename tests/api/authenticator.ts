// A passkey authenticator in software (WebAuthn level 3, ES256): makes and answers as a browser hands it over, and can be told to cheat. Only tests use it.
import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

type Options = { readonly challenge: string; readonly rp?: { readonly id: string }; readonly rpId?: string }
/** What may be wrong with an answer. */
export type Cheat = { readonly origin?: string; readonly unverified?: boolean; readonly counter?: number }

const ORIGIN = 'http://localhost'
const USER_PRESENT = 1
const USER_VERIFIED = 4
const ATTESTED = 64

/** An authenticator with one passkey. */
export class Authenticator {
  readonly id = randomBytes(16).toString('base64url')
  readonly #privateKey: KeyObject
  readonly #coseKey: Buffer
  #counter = 0

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#privateKey = privateKey
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const part = (text: string) => Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, 'base64url')])
    const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21])
    this.#coseKey = Buffer.concat([head, part(x), Buffer.from([0x22]), part(y)])
  }

  /** Answers `startPasskey`. */
  create(options: unknown, cheat: Cheat = {}) {
    const { challenge, rp } = options as Options
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.from([0, id.length])
    const authData = this.#authData(rp?.id ?? '', ATTESTED, cheat)
    const attested = Buffer.concat([authData, Buffer.alloc(16), length, id, this.#coseKey])
    const size = Buffer.from([0x58, attested.length])
    const fields = [0xa3, ...text('fmt'), ...text('none'), ...text('attStmt'), 0xa0, ...text('authData')]
    const attestationObject = Buffer.concat([Buffer.from(fields), size, attested]).toString('base64url')
    const clientDataJSON = clientData('webauthn.create', challenge, cheat).toString('base64url')
    return this.#answer({ attestationObject, clientDataJSON, transports: ['internal'] })
  }

  /** Answers `startPasskeySignIn` and `startPasskeyProof`. */
  get(options: unknown, cheat: Cheat = {}) {
    const { challenge, rpId } = options as Options
    this.#counter = cheat.counter ?? this.#counter + 1
    const data = clientData('webauthn.get', challenge, cheat)
    const authData = this.#authData(rpId ?? '', 0, cheat)
    const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
    const signature = createSign('sha256').update(signed).sign(this.#privateKey).toString('base64url')
    const clientDataJSON = data.toString('base64url')
    return this.#answer({ authenticatorData: authData.toString('base64url'), clientDataJSON, signature })
  }

  #answer<T extends object>(response: T) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #authData(rpId: string, more: number, { unverified = false }: Cheat): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#counter)
    const flags = USER_PRESENT | (unverified ? 0 : USER_VERIFIED) | more
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
  }
}

/** A CBOR text of fewer than 24 characters. */
const text = (value: string): number[] => [0x60 + value.length, ...Buffer.from(value)]

const clientData = (type: string, challenge: string, { origin = ORIGIN }: Cheat): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
