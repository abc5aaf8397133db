// Every screen asks for the action without which it could only show refusals.
import { expect, test } from 'vitest'
import { actionAt } from './reach.ts'

test.each([
  ['/', 'stats.read'],
  ['/customers/17', 'customers.read'],
  ['/flows/welcome-1', 'flows.read'],
  ['/flows/new', 'flows.edit'],
  ['/flows/newcomers', 'flows.read'],
  ['/messages/barred', 'messages.read'],
  ['/messages/topics', 'templates.read'],
  ['/templates/welcome', 'templates.read'],
  ['/templates/new', 'templates.edit'],
  ['/settings/members', 'members.read'],
  ['/settings/tokens', 'tokens.manage'],
  ['/settings', 'workspace.read'],
  ['/inputs', 'inputs.read'],
])('the screen at %s needs %s', (path, action) => expect(actionAt(path)).toBe(action))

test.each(['/account', '/design', '/nowhere', '/eventsource'])('the screen at %s is for whoever is signed in', (path) =>
  expect(actionAt(path)).toBeUndefined(),
)
