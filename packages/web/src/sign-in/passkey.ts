// Passkeys in this browser: whether it can, and one step for each thing one does with them. The library is loaded when first needed.
import type { JsonObject, Passkey } from '@lotse/protocol'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/browser'
import { call } from '../api.ts'
import type { AnswerOf } from '../operations.ts'

/** `yes`; `name`: not at an address of numbers, for passkeys belong to a name; `no`: this browser knows none. */
export type PasskeyChance = 'yes' | 'name' | 'no'

/** Whether passkeys can be used at this address. */
export function passkeyChance(): PasskeyChance {
  if (typeof window.PublicKeyCredential !== 'function') return 'no'
  return /^(\d+\.){3}\d+$|^\[/.test(window.location.hostname) ? 'name' : 'yes'
}

const library = () => import('@simplewebauthn/browser')

// What the protocol calls a JSON object, the library calls by its parts.
const plain = (response: AuthenticationResponseJSON | RegistrationResponseJSON): JsonObject =>
  JSON.parse(JSON.stringify(response))

async function answer(options: JsonObject, autofill: boolean): Promise<JsonObject> {
  const { startAuthentication } = await library()
  const optionsJSON = options as object as Parameters<typeof startAuthentication>[0]['optionsJSON']
  return plain(await startAuthentication({ optionsJSON, useBrowserAutofill: autofill }))
}

/** Signs in with a passkey of the person's choice. */
export async function enterByPasskey(): Promise<AnswerOf<'signInWithPasskey'>> {
  const response = await answer(await call('startPasskeySignIn', {}), false)
  return call('signInWithPasskey', { body: { response } })
}

/**
 * Offers passkeys in the e-mail field's own suggestions, and waits until one is taken.
 *
 * @param signal - whoever goes on by other means ends it, even before it has begun.
 * @returns null where this browser cannot, or the person went on by other means.
 */
export async function enterByAutofill(signal: AbortSignal): Promise<AnswerOf<'signInWithPasskey'> | null> {
  const { browserSupportsWebAuthnAutofill, WebAuthnAbortService } = await library()
  if (!(await browserSupportsWebAuthnAutofill())) return null
  const options = await call('startPasskeySignIn', {})
  // A browser asks one thing at a time: beginning now would end what was begun by hand meanwhile.
  if (signal.aborted) return null
  signal.addEventListener('abort', () => WebAuthnAbortService.cancelCeremony(), { once: true })
  const response = await answer(options, true).catch(() => null)
  return signal.aborted ? null : response && call('signInWithPasskey', { body: { response } })
}

/** Proves again who one is. */
export async function proveByPasskey(): Promise<void> {
  const response = await answer(await call('startPasskeyProof', {}), false)
  await call('proveWithPasskey', { body: { response } })
}

/** Makes a passkey for the own account. */
export async function makePasskey(name: string): Promise<Passkey> {
  const options = await call('startPasskey', {})
  const { startRegistration } = await library()
  const optionsJSON = options as object as Parameters<typeof startRegistration>[0]['optionsJSON']
  return call('addPasskey', { body: { name, response: plain(await startRegistration({ optionsJSON })) } })
}

/** Whether somebody closed the browser's own question, which is no fault. */
export function wasDropped(failure: unknown): boolean {
  return failure instanceof Error && (failure.name === 'NotAllowedError' || failure.name === 'AbortError')
}
