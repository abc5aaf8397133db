// The list of ticket systems: each opens without asking anybody, and refuses what is nobody's call.
import { expect, test } from 'vitest'
import { ticketSystems } from './index.ts'

test.each(Object.entries(ticketSystems))(
  '%s opens, asks nobody, and takes no call without a signature',
  async (_, open) => {
    const settings = {
      baseUrl: 'https://192.0.2.1',
      account: 'a',
      secret: 'b',
      hookSecret: 'c',
      projects: [],
      options: {},
    }
    const system = open(settings, { exempt: [] })
    expect(system.capabilities.poll).toBe(true)
    expect(system.parseHook({}, '{}').kind).toBe('refused')
    expect(await system.check()).toMatchObject({ kind: 'refused' })
    await system.close()
  },
)
