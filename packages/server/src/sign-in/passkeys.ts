// Passkeys (WebAuthn level 3): makes challenges and checks what authenticators answer. A challenge is signed, lives five minutes and is answered once.
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '@lotse/core/base'
import type { JsonObject } from '@lotse/protocol'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import {
  insertPasskey,
  passkeyByCredential,
  passkeysOf,
  takeChallenge,
  touchPasskey,
} from '../adapters/store/factors.ts'
import type { Db } from '../adapters/store/members.ts'
import type { World } from '../base/world.ts'
import type { Myself } from './myself.ts'

const RP_NAME = 'Lotse'
const CHALLENGE_MS = 300_000
const PASSKEYS_MAX = 30

/** What a challenge is for; an answer to one is worthless for another. `whom`: the member it was made for, null for whoever comes. */
type Purpose = { readonly what: 'add' | 'enter' | 'prove'; readonly whom: number | null }

/** What every function here needs. `origin`: where the console stands, as the browser writes it. */
export type PasskeyTools = {
  readonly db: Db
  readonly secrets: World['secrets']
  readonly now: number
  readonly origin: string
}

/** What the browser needs to make a passkey for a member. @throws Problem `conflict` where they have as many as they can have. */
export async function offerPasskey(tools: PasskeyTools, me: Myself): Promise<JsonObject> {
  const have = await passkeysOf(tools.db, me.id)
  if (have.length >= PASSKEYS_MAX) throw new Problem('conflict', { detail: `${PASSKEYS_MAX} passkeys are the most` })
  const options = await generateRegistrationOptions({
    rpName: RP_NAME,
    rpID: hostOf(tools.origin),
    userName: me.email,
    userDisplayName: me.name,
    userID: userIdOf(tools, me.id),
    challenge: challengeFor(tools, { what: 'add', whom: me.id }),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: have.map(({ credential, transports }) => ({ id: credential, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return plain(options)
}

/**
 * Adds the passkey that the browser made.
 *
 * @throws Problem `auth.passkey_refused`, `conflict` where it is known already.
 */
export async function addPasskey(
  tools: PasskeyTools,
  me: Myself,
  { name, response }: { name: string; response: JsonObject },
) {
  const purpose: Purpose = { what: 'add', whom: me.id }
  const { verified, registrationInfo } = await orRefused(() =>
    verifyRegistrationResponse({
      // The library checks the form of what it reads.
      response: response as object as RegistrationResponseJSON,
      expectedChallenge: (challenge) => isOurs(tools, purpose, challenge),
      expectedOrigin: tools.origin,
      expectedRPID: hostOf(tools.origin),
      requireUserVerification: true,
    }),
  )
  if (!verified) throw new Problem('auth.passkey_refused')
  await useUp(tools, response)
  const { credential, credentialBackedUp } = registrationInfo
  const added = await insertPasskey(tools.db, {
    memberId: me.id,
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    synced: credentialBackedUp,
    name,
    now: tools.now,
  })
  if (!added) throw new Problem('conflict', { detail: 'This passkey is known already' })
  return added
}

/** A challenge for a passkey. @param whom - whose; null: the authenticator says who comes. */
export async function askPasskey(tools: PasskeyTools, whom: number | null): Promise<JsonObject> {
  const have = whom === null ? [] : await passkeysOf(tools.db, whom)
  const options = await generateAuthenticationOptions({
    rpID: hostOf(tools.origin),
    challenge: challengeFor(tools, { what: whom === null ? 'enter' : 'prove', whom }),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    allowCredentials: have.map(({ credential, transports }) => ({ id: credential, transports })),
  })
  return plain(options)
}

/**
 * Whose passkey answered.
 *
 * @param whom - for whom the challenge was made.
 * @returns the member's id.
 * @throws Problem `auth.passkey_refused`: not known, somebody else's, not verified by its owner, for another site, too late, or answered before.
 */
export async function takePasskey(tools: PasskeyTools, whom: number | null, response: JsonObject): Promise<number> {
  const { id } = response
  const known = typeof id === 'string' && id.length <= 2000 ? await passkeyByCredential(tools.db, id) : undefined
  if (!known || (whom !== null && known.member_id !== whom)) throw new Problem('auth.passkey_refused')
  const purpose: Purpose = { what: whom === null ? 'enter' : 'prove', whom }
  const { verified, authenticationInfo } = await orRefused(() =>
    verifyAuthenticationResponse({
      response: response as object as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => isOurs(tools, purpose, challenge),
      expectedOrigin: tools.origin,
      expectedRPID: hostOf(tools.origin),
      requireUserVerification: true,
      credential: { id: known.credential, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    }),
  )
  if (!verified) throw new Problem('auth.passkey_refused')
  await useUp(tools, response)
  await touchPasskey(tools.db, known.id, authenticationInfo.newCounter, tools.now)
  return known.member_id
}

/** The library throws for whatever does not fit; all of that is a refusal. */
async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('auth.passkey_refused', { detail: error instanceof Error ? error.message.slice(0, 200) : '' })
  }
}

function challengeFor({ secrets, now }: PasskeyTools, purpose: Purpose): string {
  const said = `${randomBytes(16).toString('base64url')}.${now + CHALLENGE_MS}`
  return `${said}.${secrets.sign(purposeText(purpose), said)}`
}

function isOurs({ secrets, now }: PasskeyTools, purpose: Purpose, challenge: string): boolean {
  const [nonce = '', expiry = '', signature = ''] = Buffer.from(challenge, 'base64url').toString('utf8').split('.')
  return secrets.verify(purposeText(purpose), `${nonce}.${expiry}`, signature) && Number(expiry) > now
}

const purposeText = ({ what, whom }: Purpose): string => `passkey ${what} ${whom ?? 'anybody'}`

/** After the signature is known to be right, so that nobody else can use challenges up. @throws Problem `auth.passkey_refused`. */
async function useUp({ db, now }: PasskeyTools, { response }: JsonObject): Promise<void> {
  const data =
    typeof response === 'object' && response !== null && 'clientDataJSON' in response && response['clientDataJSON']
  const hash = createHash('sha256')
    .update(challengeIn(String(data)))
    .digest()
  if (!(await takeChallenge(db, hash, now + CHALLENGE_MS))) throw new Problem('auth.passkey_refused')
}

function challengeIn(clientData: string): string {
  const read: { readonly challenge?: unknown } = JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8'))
  return String(read.challenge)
}

/** The same for all passkeys of a member, and nothing that anybody could read an address from. */
function userIdOf({ secrets }: PasskeyTools, memberId: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(secrets.sign('passkey user', String(memberId)), 'base64url'))
}

const hostOf = (origin: string): string => new URL(origin).hostname

/** As it goes out: without what is undefined. */
const plain = (options: object): JsonObject => JSON.parse(JSON.stringify(options))
