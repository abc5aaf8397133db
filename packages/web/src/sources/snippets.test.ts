// The code that people copy: for every source some, and in each this server and the key.
import { sourceKinds } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { kindIcons } from './kinds.ts'
import { snippetKinds, snippetOf, snippetsOf } from './snippets.ts'

test('code that sends carries this server and the key', () => {
  for (const kind of snippetKinds.filter((one) => one !== 'file')) {
    const code = snippetOf(kind, 'https://lotse.example.org', 'wk_1')
    expect(code).toContain('wk_1')
    expect(code).toContain('lotse.example.org')
  }
  expect(snippetOf('browser', 'http://127.0.0.1:4600', 'k')).toContain("apiHost: '127.0.0.1:4600/v1', protocol: 'http'")
})

test('every kind of source is offered with its icon and some code', () => {
  expect(Object.keys(kindIcons).toSorted()).toEqual([...sourceKinds].toSorted())
  for (const kind of sourceKinds) expect(snippetsOf[kind].length).toBeGreaterThan(0)
})
