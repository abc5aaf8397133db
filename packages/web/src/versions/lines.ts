// Which lines came and went between two texts, with a few that stayed around them. Pure.

/** A line of the comparison; `gap` stands for lines that stayed and are not shown, `text` being how many. */
export type Line = { readonly kind: 'same' | 'removed' | 'added' | 'gap'; readonly text: string }

/** Lines that stayed, shown before and after each change. */
const AROUND = 2
/** Beyond this many pairs of lines the middle is told as a whole: all old lines went, all new ones came. */
const PAIRS_MAX = 1_000_000

/**
 * Compares two texts line by line.
 *
 * @param before - the older text; null where there was none.
 * @param after - the newer text; null where there is none.
 */
export function linesOf(before: string | null, after: string | null): Line[] {
  const [old, now] = [before?.split('\n') ?? [], after?.split('\n') ?? []]
  const head = sharedHead(old, now)
  const tail = Math.min(sharedHead(old.toReversed(), now.toReversed()), old.length - head, now.length - head)
  return folded([
    ...linesAs('same', old.slice(0, head)),
    ...middleOf(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...linesAs('same', old.slice(old.length - tail)),
  ])
}

const linesAs = (kind: Line['kind'], texts: readonly string[]): Line[] => texts.map((text) => ({ kind, text }))

function sharedHead(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((line, at) => line !== b[at])
  return different === -1 ? a.length : different
}

/** The shortest way from one to the other, by the longest common subsequence. */
function middleOf(old: readonly string[], now: readonly string[]): Line[] {
  if (old.length * now.length > PAIRS_MAX) return [...linesAs('removed', old), ...linesAs('added', now)]
  const common = commonLengths(old, now)
  const lengthAt = (i: number, j: number) => common[i]?.[j] ?? 0
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [gone = '', come = ''] = [old[i], now[j]]
    if (i < old.length && j < now.length && gone === come) {
      lines.push({ kind: 'same', text: gone })
      i += 1
      j += 1
    } else if (j >= now.length || (i < old.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      lines.push({ kind: 'removed', text: gone })
      i += 1
    } else {
      lines.push({ kind: 'added', text: come })
      j += 1
    }
  }
  return lines
}

/** How many lines the rests from `[i][j]` on have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]]
    if (row === undefined || below === undefined) continue
    for (let j = now.length - 1; j >= 0; j -= 1)
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return table
}

/** Leaves out what stayed far from any change. */
function folded(lines: readonly Line[]): Line[] {
  const near = new Set<number>()
  lines.forEach(({ kind }, at) => {
    if (kind !== 'same') for (let beside = at - AROUND; beside <= at + AROUND; beside += 1) near.add(beside)
  })
  const shown: Line[] = []
  let hidden = 0
  const close = () => {
    if (hidden > 0) shown.push({ kind: 'gap', text: String(hidden) })
    hidden = 0
  }
  lines.forEach((line, at) => {
    if (!near.has(at)) {
      hidden += 1
      return
    }
    close()
    shown.push(line)
  })
  close()
  return shown
}
