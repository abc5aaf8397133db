// What keys do at a map, in terms of its acts. Knows no screen.
import { HEAD, type Move, type Spot } from './spots.ts'

/** The part of a key press that decides. */
type Press = {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** What a key wishes. `type`: the letter goes into a new text. */
export type Wish =
  | { readonly do: 'go'; readonly move: Move; readonly extend: boolean }
  | { readonly do: 'shift'; readonly by: 'left' | 'right' | 'up' | 'down' }
  | { readonly do: 'insert' | 'duplicate' | 'clear' | 'undo' | 'redo' | 'all' | 'open' | 'out' | 'details' }
  | { readonly do: 'talk' }
  | { readonly do: 'feel'; readonly by: number }
  | { readonly do: 'type' }

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
}

/**
 * Reads a key press.
 *
 * @param feels - whether one stands in a curve of feelings.
 * @returns undefined where the key means nothing here.
 */
export function wishOf({ key, mod, alt, shift }: Press, feels: boolean): Wish | undefined {
  const move = MOVES[key]
  if (alt) {
    return !mod && (move === 'left' || move === 'right' || move === 'up' || move === 'down')
      ? { do: 'shift', by: move }
      : undefined
  }
  if (mod) return withMod(key, shift)
  if (move !== undefined) return { do: 'go', move, extend: shift }
  switch (key) {
    case 'Tab':
      return { do: 'go', move: shift ? 'left' : 'right', extend: false }
    case 'F2':
      return { do: shift ? 'talk' : 'open' }
    case 'Enter':
      return { do: 'open' }
    case ' ':
      return { do: 'details' }
    case 'Delete':
    case 'Backspace':
      return { do: 'clear' }
    case 'Escape':
      return { do: 'out' }
  }
  if (feels && (key === '+' || key === '-')) return { do: 'feel', by: key === '+' ? 0.5 : -0.5 }
  return key.length === 1 || key === 'Dead' || key === 'Process' ? { do: 'type' } : undefined
}

function withMod(key: string, shift: boolean): Wish | undefined {
  switch (key.toLowerCase()) {
    case 'home':
      return { do: 'go', move: 'first', extend: shift }
    case 'end':
      return { do: 'go', move: 'last', extend: shift }
    case 'enter':
      return { do: 'insert' }
    case 'd':
      return { do: 'duplicate' }
    case 'z':
      return { do: shift ? 'redo' : 'undo' }
    case 'y':
      return { do: 'redo' }
    case 'a':
      return { do: 'all' }
    default:
      return undefined
  }
}

/** What a place belongs to, for what is done to the whole of it. */
export function partOf(spot: Spot): 'phase' | 'lane' | 'step' {
  return spot.row === 'phases' ? 'phase' : spot.col === HEAD ? 'lane' : 'step'
}
