// Typing in a text by several people at once: changes that are moved over each other so that nothing typed is lost. Knows no records.
// CodeMirror's change sets do the work (https://codemirror.net/docs/ref/#state.ChangeSet); here they are plain JSON.
import { ChangeSet, Text } from '@codemirror/state'
import type { TextChange } from '@lotse/protocol'

const read = (change: TextChange): ChangeSet => ChangeSet.fromJSON(change)
const textOf = (text: string): Text => Text.of(text.split('\n'))

/**
 * The text after a change.
 *
 * @returns undefined where the change is meant for a text of another length.
 */
export function changedText(text: string, change: TextChange): string | undefined {
  const set = read(change)
  return set.length === text.length ? set.apply(textOf(text)).toString() : undefined
}

/** The change that takes a change back, for the text before it. */
export function reverseChange(text: string, change: TextChange): TextChange {
  return read(change).invert(textOf(text)).toJSON()
}

/** The one change that makes a text of another, touching nothing that both begin and end with. */
export function changeBetween(from: string, to: string): TextChange {
  const most = Math.min(from.length, to.length)
  let head = 0
  while (head < most && from[head] === to[head]) head++
  let tail = 0
  while (tail < most - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++
  const insert = textOf(to.slice(head, to.length - tail))
  return ChangeSet.of({ from: head, to: from.length - tail, insert }, from.length).toJSON()
}

/**
 * Two changes of the same text, each moved over the other: `first` then `second.over` makes the same text as `second` then `first.over`.
 *
 * @param first - the one that the server took first; at one place its text comes first.
 */
export function movedOver(
  first: TextChange,
  second: TextChange,
): { readonly first: TextChange; readonly second: TextChange } {
  const [one, other] = [read(first), read(second)]
  return { first: one.map(other, true).toJSON(), second: other.map(one).toJSON() }
}
