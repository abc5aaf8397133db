// Listens to the keyboard for the whole console and runs the command of a shortcut. Keeps out of the way of typing and dialogs.
import { commandFor, commandsNow } from './commands.ts'
import { isPlain, matchOf, SEQUENCE_MS_MAX, strokeOf } from './keys.ts'
import { singleKeysOn } from './single-keys.ts'

/** Fields in which letters are text. Boxes that are ticked or chosen are none. */
const TYPING = 'textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])'

const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest(TYPING) !== null

/** Shortcuts that hold at this moment. */
function known(typing: boolean): readonly string[] {
  const plain = singleKeysOn()
  return commandsNow().flatMap(({ keys, everywhere }) => {
    if (keys === undefined) return []
    if (typing && everywhere !== true) return []
    return isPlain(keys) && (typing || !plain) ? [] : [keys]
  })
}

/** Starts listening. @returns a function that ends it. */
export function listenToKeys(): () => void {
  let begun = ''
  let begunAt = 0
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const stroke = strokeOf(event)
    if (stroke === null || document.querySelector('dialog[open], [role=menu]') !== null) return
    if (event.timeStamp - begunAt > SEQUENCE_MS_MAX) begun = ''
    const match = matchOf(begun, stroke, known(isTyping(event.target)))
    begun = match.kind === 'wait' ? stroke : ''
    begunAt = event.timeStamp
    if (match.kind !== 'run') return
    event.preventDefault()
    commandFor(match.keys)?.run()
  }
  window.addEventListener('keydown', onKey)
  return () => window.removeEventListener('keydown', onKey)
}
