// Settings by the size of the machine.
import { expect, test } from 'vitest'
import { serverSettings } from './settings.ts'

const GB = 1024 ** 3

test.each([
  [1, '128MB'],
  [4, '192MB'],
  [8, '320MB'],
  [24, '1024MB'],
  [256, '1024MB'],
])('a machine with %i GB lends PostgreSQL %s', (memoryGb, buffers) => {
  expect(serverSettings(memoryGb * GB)).toMatchObject({ shared_buffers: buffers, synchronous_commit: 'on', jit: 'off' })
})
