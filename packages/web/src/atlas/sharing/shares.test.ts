// Whether a link still opens its journey.
import type { AtlasShare } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { shareState } from './shares.ts'

const share: AtlasShare = {
  id: '1',
  journey: 'j',
  name: 'Agentur',
  rights: 'view',
  opens: [],
  origins: [],
  without: [],
  password: false,
  by: 'Ada',
  createdAt: '2026-01-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  opened: 0,
  openedAt: null,
  changes: 0,
}
const END = '2026-02-01T00:00:00.000Z'

test.each([
  [{}, END, 'valid'],
  [{ expiresAt: END }, '2026-01-31T23:59:59.999Z', 'valid'],
  [{ expiresAt: END }, END, 'ended'],
  [{ revokedAt: END }, '2026-01-01T00:00:00.000Z', 'revoked'],
  [{ revokedAt: END, expiresAt: END }, END, 'revoked'],
] as const)('%j at %s is %s', (more, now, state) => {
  expect(shareState({ ...share, ...more }, Date.parse(now))).toBe(state)
})
