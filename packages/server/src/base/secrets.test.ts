// Signing and sealing.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSecrets, secretIn } from './secrets.ts'

const secrets = createSecrets('a secret of at least 32 characters')
const others = createSecrets('another secret of 32 characters...')

test('law: a signature holds for its purpose, text and secret, and for no other', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (purpose, text, otherPurpose, otherText) => {
      const signature = secrets.sign(purpose, text)
      expect(signature).toMatch(/^[\w-]{43}$/)
      expect(secrets.verify(purpose, text, signature)).toBe(true)
      expect(others.verify(purpose, text, signature)).toBe(false)
      expect(secrets.verify(otherPurpose, text, signature)).toBe(otherPurpose === purpose)
      expect(secrets.verify(purpose, otherText, signature)).toBe(otherText === text)
    }),
  )
})

test.each(['', 'x', 'ä'.repeat(43), '0'.repeat(43)])('a forged signature %o is refused', (signature) => {
  expect(secrets.verify('unsubscribe', 'text', signature)).toBe(false)
})

test('law: what is sealed opens again for its purpose and secret alone, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
      const sealed = secrets.encrypt('smtp', plain)
      expect(secrets.decrypt('smtp', sealed)).toBe(plain)
      expect(secrets.decrypt('webhook', sealed)).toBeNull()
      expect(others.decrypt('smtp', sealed)).toBeNull()
      expect(secrets.encrypt('smtp', plain)).not.toBe(sealed)
    }),
  )
})

test('law: a sealed text with one changed byte does not open', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (position, change) => {
      const bytes = Buffer.from(secrets.encrypt('smtp', 'password'), 'base64url')
      const at = position % bytes.length
      bytes[at] = (bytes[at] ?? 0) ^ change
      expect(secrets.decrypt('smtp', bytes.toString('base64url'))).toBeNull()
    }),
  )
})

test.each(['', 'AAAA', 'not base64 at all !'])('what was never sealed does not open: %o', (text) => {
  expect(secrets.decrypt('smtp', text)).toBeNull()
})

describe('the secret of a data folder', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lotse-secret-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('is made once, in a folder that is made too, for its owner alone', () => {
    const data = join(folder, 'deep', 'data')
    const first = secretIn(data)
    expect(first).toMatch(/^[\w-]{43}$/)
    expect(secretIn(data)).toBe(first)
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600)
  })

  test('is the one an operator wrote there', () => {
    writeFileSync(join(folder, 'secret'), 'written by hand\n')
    expect(secretIn(folder)).toBe('written by hand')
  })
})
