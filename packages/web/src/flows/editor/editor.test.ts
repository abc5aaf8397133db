// @vitest-environment node
import { json } from '@codemirror/lang-json'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { flowJsonSchema } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { placeAt } from './place.ts'
import { namesAt, type Schema, valuesAt } from './schema.ts'

const schema = flowJsonSchema() as Schema

/** What is offered where `|` stands. */
function offers(text: string): readonly unknown[] {
  const pos = text.indexOf('|')
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [json()] })
  ensureSyntaxTree(state, state.doc.length, 5000)
  const place = placeAt(state, pos)
  if (place === null) return ['nothing']
  return place.at === 'name'
    ? namesAt(schema, place.levels, place.there).map(({ name, required }) => (required ? `${name}!` : name))
    : valuesAt(schema, place.levels)
}

test.each([
  ['the top', '{ | }', ['lotse!', 'name!', 'trigger!', 'entry!', 'start!', 'steps!', 'goal', 'exits', 'priority']],
  [
    'the top, half filled',
    '{ "lotse": "flow/1", "steps": [], | }',
    ['name!', 'trigger!', 'entry!', 'start!', 'goal', 'exits', 'priority'],
  ],
  [
    'a name that is being written',
    '{ "tr|" }',
    ['lotse!', 'name!', 'trigger!', 'entry!', 'start!', 'steps!', 'goal', 'exits', 'priority'],
  ],
  ['a constant', '{ "lotse": "|" }', ['flow/1']],
  ['an object that is told apart by nothing yet', '{ "entry": { | } }', ['rule!', 'window']],
  ['a choice', '{ "entry": { "rule": "|" } }', ['once', 'once_per', 'one_at_a_time', 'always']],
  ['the rest of one kind', '{ "entry": { "rule": "once_per", | } }', ['window!']],
  ['nothing more to say', '{ "entry": { "rule": "once", | } }', []],
  [
    'the kind of a step',
    '{ "steps": [{ "id": "a", "kind": "|" }] }',
    ['wait', 'wait_until', 'wait_for', 'branch', 'send', 'webhook', 'set_trait', 'exit'],
  ],
  [
    'the second step is told by its own kind',
    '{ "steps": [{ "id": "a", "kind": "exit" }, { "id": "b", "kind": "wait", | }] }',
    ['for!', 'next!', 'name'],
  ],
  ['a value that is not there yet', '{ "steps": [{ "kind": "send", "channel": | }] }', ['email']],
  ['yes or no', '{ "steps": [{ "kind": "send", "transactional": | }] }', [true, false]],
  [
    'a condition, by what it holds',
    '{ "trigger": { "where": { "op": "|" } } }',
    [
      'eq',
      'ne',
      'lt',
      'le',
      'gt',
      'ge',
      'contains',
      'starts_with',
      'ends_with',
      'eq_ignore_case',
      'contains_ignore_case',
      'matches',
    ],
  ],
  ['a free text', '{ "name": "|" }', []],
  ['a place that the schema does not know', '{ "steps": [{ "kind": "wait", "colour": { | } }] }', []],
] as const)('at %s stands what may stand there', (_, text, expected) => {
  expect(offers(text)).toEqual(expected)
})

test.each(['', '|', '{|', '[[[|', '{"a":{"b":|', '}}|', '"|', '{"steps":[{"kind":"send",|'])(
  '%s breaks nothing',
  (text) => {
    expect(() => offers(text.includes('|') ? text : `${text}|`)).not.toThrow()
  },
)
