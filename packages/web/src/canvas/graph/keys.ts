// What keys mean at a graph of steps. Pure; what comes of a wish is the caller's.
import type { Direction } from './neighbour.ts'

/** What somebody wishes by a key. */
export type GraphWish =
  | { readonly do: 'go'; readonly to: Direction }
  | { readonly do: 'shift'; readonly by: -1 | 1 }
  | { readonly do: 'nudge'; readonly by: readonly [across: number, down: number] }
  | { readonly do: 'rename' | 'connect' | 'add' | 'remove' | 'details' | 'stop' | 'undo' | 'redo' }

type Pressed = { readonly key: string; readonly alt: boolean; readonly shift: boolean; readonly mod: boolean }

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
}

const PLAIN: Readonly<Record<string, GraphWish>> = {
  Enter: { do: 'rename' },
  F2: { do: 'rename' },
  c: { do: 'connect' },
  Delete: { do: 'remove' },
  ' ': { do: 'details' },
  Escape: { do: 'stop' },
}

const WITH_MOD: Readonly<Record<string, GraphWish>> = {
  Enter: { do: 'add' },
  z: { do: 'undo' },
  y: { do: 'redo' },
}

/** How far a box goes with one press. */
const NUDGE_PX = 16
const NUDGES: Readonly<Record<string, GraphWish>> = {
  ArrowLeft: { do: 'nudge', by: [-NUDGE_PX, 0] },
  ArrowRight: { do: 'nudge', by: [NUDGE_PX, 0] },
  ArrowUp: { do: 'nudge', by: [0, -NUDGE_PX] },
  ArrowDown: { do: 'nudge', by: [0, NUDGE_PX] },
}

/** The wish of a key; undefined: none of the graph's. */
export function graphWish({ key, alt, shift, mod }: Pressed): GraphWish | undefined {
  const to = ARROWS[key]
  if (alt)
    return key === 'ArrowLeft' ? { do: 'shift', by: -1 } : key === 'ArrowRight' ? { do: 'shift', by: 1 } : undefined
  if (mod) return shift && key.toLowerCase() === 'z' ? { do: 'redo' } : WITH_MOD[key]
  if (shift) return NUDGES[key]
  return to === undefined ? PLAIN[key] : { do: 'go', to }
}
