// How shortcuts are written, matched and shown. Pure: no listener stands here.

/** The part of a keyboard event that decides. */
export type Stroke = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** How long the second key of a sequence may take. */
export const SEQUENCE_MS_MAX = 1200

/**
 * One key press as it is written in a shortcut: `c`, `?`, `mod+k`. `mod` is ⌘ or Ctrl. Null for what no shortcut uses, e.g. Alt.
 */
export function strokeOf({ key, ctrlKey, metaKey, altKey }: Stroke): string | null {
  if (altKey || key === 'Shift' || key === 'Control' || key === 'Meta' || key === 'Dead') return null
  return `${ctrlKey || metaKey ? 'mod+' : ''}${key.length === 1 ? key.toLowerCase() : key}`
}

/** Whether a shortcut consists of letters alone, so that it can be switched off (WCAG 2.1.4). */
export function isPlain(keys: string): boolean {
  return !keys.includes('mod+')
}

/** What a key press leads to: a finished shortcut, the beginning of one, or nothing. */
export type Match =
  | { readonly kind: 'run'; readonly keys: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'none' }

/**
 * Compares a key press with the known shortcuts.
 *
 * @param begun - strokes of a sequence so far, e.g. `g`; empty when none is under way.
 * @param stroke - from {@link strokeOf}.
 * @param known - shortcuts, e.g. `g c`, `mod+k`.
 */
export function matchOf(begun: string, stroke: string, known: readonly string[]): Match {
  const typed = begun === '' ? stroke : `${begun} ${stroke}`
  if (known.includes(typed)) return { kind: 'run', keys: typed }
  if (known.some((keys) => keys.startsWith(`${typed} `))) return { kind: 'wait' }
  return begun === '' ? { kind: 'none' } : matchOf('', stroke, known)
}

const SIGNS: Readonly<Record<string, string>> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': '␣',
}

/**
 * The keys of a shortcut as they stand on the keyboard, one text a key: `mod+k` gives `⌘K` on a Mac, else `Ctrl K`.
 *
 * @param keys - the shortcut.
 * @param mac - whether the keyboard has ⌘.
 * @param control - what the control key is called in the reader's language.
 */
export function keyCaps(keys: string, mac: boolean, control: string): readonly string[] {
  return keys.split(' ').map((stroke) => {
    const mod = stroke.startsWith('mod+')
    const key = mod ? stroke.slice(4) : stroke
    const cap = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)
    if (!mod) return cap
    return mac ? `⌘${cap}` : `${control} ${cap}`
  })
}
