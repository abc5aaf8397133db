// Keys are read and shown as written, commands come and go with their screens, the palette finds what was meant.
import { permissions } from '@lotse/protocol'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { settingsPages } from '../settings/pages.ts'
import { type Command, commandFor, commandsNow, offerCommands, watchCommands } from './commands.ts'
import { countOf } from './counts.ts'
import { finders } from './finders.ts'
import { isPlain, keyCaps, matchOf, strokeOf } from './keys.ts'
import { places, placesFor } from './places.ts'
import { ranked, rankOf } from './ranking.ts'
import { makings, ownPlaces, subPlaces } from './sub-places.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

describe('keys', () => {
  test('a stroke is a letter, with mod for ⌘ or Ctrl; Alt and lone modifiers are none', () => {
    expect([press('C'), press('?'), press('k', { metaKey: true }), press('k', { ctrlKey: true })]).toEqual([
      'c',
      '?',
      'mod+k',
      'mod+k',
    ])
    expect([press('c', { altKey: true }), press('Shift')]).toEqual([null, null])
  })
  const known = ['g c', 'g o', 'e', 'mod+k']
  test.each([
    ['', 'e', { kind: 'run', keys: 'e' }],
    ['', 'g', { kind: 'wait' }],
    ['g', 'c', { kind: 'run', keys: 'g c' }],
    ['g', 'e', { kind: 'run', keys: 'e' }],
    ['g', 'g', { kind: 'wait' }],
    ['', 'c', { kind: 'none' }],
    ['g', 'z', { kind: 'none' }],
  ])('after “%s” the key %s leads to %j', (begun, stroke, match) =>
    expect(matchOf(begun, stroke, known)).toEqual(match),
  )
  test('letters alone can be switched off, combinations stay', () => {
    expect(['e', 'g c', '?', 'mod+k'].map(isPlain)).toEqual([true, true, true, false])
  })
  test('are shown as on the keyboard', () => {
    expect(keyCaps('mod+k', true, 'Ctrl')).toEqual(['⌘K'])
    expect(keyCaps('mod+k', false, 'Strg')).toEqual(['Strg K'])
    expect(keyCaps('g c', false, 'Strg')).toEqual(['G', 'C'])
    expect(keyCaps('Enter', false, 'Strg')).toEqual(['↵'])
  })
})

describe('commands', () => {
  const [shell, screen] = [Symbol('shell'), Symbol('screen')]
  const command = (id: string, keys: string, run = () => {}): Command => ({ id, label: id, group: 'here', keys, run })
  afterEach(() => {
    offerCommands(shell, [])
    offerCommands(screen, [])
  })

  test('come with a screen and go with it', () => {
    offerCommands(shell, [command('home', 'g h')])
    offerCommands(screen, [command('edit', 'e')])
    expect(commandsNow().map(({ id }) => id)).toEqual(['home', 'edit'])
    offerCommands(screen, [])
    expect(commandsNow().map(({ id }) => id)).toEqual(['home'])
  })
  test('what a screen offers with a shortcut is not replaced by the same without, whoever offers it last', () => {
    const ran: string[] = []
    const plain = { id: 'new', label: 'new', group: 'create', run: () => ran.push('shell') } as const
    offerCommands(screen, [command('new', 'n', () => ran.push('screen'))])
    offerCommands(shell, [plain])
    offerCommands(shell, [{ ...plain }])
    expect(commandsNow()).toHaveLength(1)
    commandFor('n')?.run()
    expect(ran).toEqual(['screen'])
  })
  test('a screen may take a key for itself while it is shown', () => {
    offerCommands(shell, [command('general', 'e')])
    offerCommands(screen, [command('special', 'e')])
    expect(commandFor('e')?.id).toBe('special')
    offerCommands(screen, [])
    expect(commandFor('e')?.id).toBe('general')
  })
  test('a new action alone is taken over without telling anybody, a new label is told', () => {
    const told = vi.fn()
    const stop = watchCommands(told)
    const newer = vi.fn()
    offerCommands(screen, [command('edit', 'e')])
    offerCommands(screen, [command('edit', 'e', newer)])
    expect(told).toHaveBeenCalledTimes(1)
    commandFor('e')?.run()
    expect(newer).toHaveBeenCalledTimes(1)
    offerCommands(screen, [{ ...command('edit', 'e'), label: 'other' }])
    expect(told).toHaveBeenCalledTimes(2)
    stop()
  })
})

describe('the palette', () => {
  test('finds by beginnings, in any order, without accents', () => {
    expect(rankOf('grosse', 'Große Bestellung')).toBe(3)
    expect(rankOf('best gross', 'Große Bestellung')).toBe(5)
    expect(rankOf('stell', 'Große Bestellung')).toBe(1)
    expect(rankOf('x', 'Große Bestellung')).toBe(0)
    expect(rankOf('orders', 'Bestellung', 'orders')).toBe(0.5)
    expect(rankOf('a+(b', 'a+(b)')).toBe(3)
  })
  test('puts the best first and keeps the order of equals', () => {
    const items = ['Neue Kunden', 'Kunden', 'Quellen', 'Kundin'].map((label) => ({ label }))
    expect(ranked('kun', items).map(({ label }) => label)).toEqual(['Kunden', 'Kundin', 'Neue Kunden'])
    expect(ranked(' ', items)).toBe(items)
  })
})

test('the navigation counts what there is, and is silent about zero of what wants attention', () => {
  const stuck = [
    { kind: 'message_dead' as const, count: 2, since: null, reason: null, flowId: null },
    { kind: 'events_refused' as const, count: 3, since: null, reason: null, flowId: null },
    { kind: 'input_set_aside' as const, count: 1, since: null, reason: null, flowId: null },
  ]
  const snapshot = {
    at: '2026-11-22T00:00:00.000Z',
    eventsPerSecond: 21.4,
    decisions: [],
    incidents: [],
    minutes: [],
    topEvents: [],
    customersMoving: 0,
    customersMovingCut: false,
    recent: [],
    flows: [],
    messages: [],
    lagMs: 0,
  }
  expect(countOf('rate', { ...snapshot, stuck })).toEqual({ value: 1284, unit: 'perMinute', attention: false })
  expect(countOf('dead', { ...snapshot, stuck })).toEqual({ value: 2, unit: 'none', attention: true })
  expect(countOf('stuckInputs', { ...snapshot, stuck })).toEqual({ value: 4, unit: 'none', attention: true })
  expect(countOf('dead', { ...snapshot, stuck: [] })).toBeNull()
  expect(countOf('flows', { ...snapshot, stuck: [] })).toBeNull()
})

describe('places', () => {
  const actions = new Set(Object.keys(permissions))

  test('every letter after g leads to one place, and every place and find asks for a right that there is', () => {
    const keys = places.map((place) => place.keys)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { action } of [...places, ...subPlaces, ...makings, ...finders]) expect(actions).toContain(action)
  })
  test('who may write templates but not read messages goes to the templates, who may neither to none of them', () => {
    const to = (...allowed: string[]) => placesFor((action) => allowed.includes(action)).map((place) => place.to)
    expect(to('messages.read', 'templates.edit')).toEqual(['/messages'])
    expect(to('templates.edit')).toEqual(['/templates'])
    expect(to('templates.read')).toEqual([])
  })
  test('no address is offered twice', () => {
    const all = [...places, ...subPlaces, ...makings, ...ownPlaces, ...settingsPages].map(({ to }) => to)
    expect(new Set<string>(all).size).toBe(all.length)
  })
})
