// What a guest sees once somebody answered.
import type { CommentThread } from '@lotse/protocol'
import { expect, test } from 'vitest'
import { withThread } from './threads.ts'

const thread = (id: string, text: string): CommentThread => ({
  id,
  text,
  by: null,
  guest: 'Agentur',
  mentions: [],
  createdAt: '2026-01-01T00:00:00Z',
  editedAt: null,
  deletedAt: null,
  resolvedAt: null,
  resolvedBy: null,
  journey: 'j',
  record: 's',
  lane: null,
  answers: [],
})
const texts = (threads: readonly CommentThread[]) => threads.map(({ id, text }) => `${id} ${text}`)

test('a new thread stands on top, and one that is known keeps its place', () => {
  const threads = [thread('2', 'b'), thread('1', 'a')]
  expect(texts(withThread(threads, thread('3', 'c')))).toEqual(['3 c', '2 b', '1 a'])
  expect(texts(withThread(threads, thread('1', 'A')))).toEqual(['2 b', '1 A'])
})
