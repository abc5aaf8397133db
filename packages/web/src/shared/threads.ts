// Threads as a guest has them, once one of them came anew. Pure.
import type { CommentThread } from '@lotse/protocol'

/** The threads with one of them as it is now, or with a new one on top. */
export function withThread(threads: readonly CommentThread[], thread: CommentThread): CommentThread[] {
  return threads.some(({ id }) => id === thread.id)
    ? threads.map((one) => (one.id === thread.id ? thread : one))
    : [thread, ...threads]
}
