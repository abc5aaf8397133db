// What a talk about a journey is made of, whoever takes part: threads, who can be called, and what the reader may do. Asks nobody itself.
import type { AtlasComment, CommentThread } from '@lotse/protocol'
import type { Person } from './mentions.ts'
import type { Place } from './places.ts'

/** What the panel shows: threads at the spot, all open ones, those that call the reader, those that are done. */
export const talkParts = ['here', 'all', 'me', 'done'] as const
/** One of them. */
export type TalkPart = (typeof talkParts)[number]

/** What somebody says. `mentions`: ids of those who are called. */
export type Said = { readonly text: string; readonly mentions: readonly string[] }

/** What may be done to comments that are there, by those who may. */
export type TalkChanges = {
  readonly mayChange: (comment: AtlasComment) => boolean
  readonly mayRemove: (comment: AtlasComment) => boolean
  readonly change: (id: string, said: Said) => Promise<unknown>
  readonly remove: (id: string) => Promise<unknown>
  readonly resolve: (id: string, resolved: boolean) => Promise<unknown>
}

/** A talk. Absent acts cannot be done by the reader. */
export type Talk = {
  readonly threads: readonly CommentThread[]
  /** Which parts the reader can choose. */
  readonly parts: readonly TalkPart[]
  readonly people: readonly Person[]
  readonly begin?: (place: Place, said: Said) => Promise<unknown>
  readonly answer?: (thread: string, said: Said) => Promise<unknown>
  readonly changes?: TalkChanges
}
