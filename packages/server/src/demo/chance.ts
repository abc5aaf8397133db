// Chance from a fixed seed: the same words give the same choices on every machine, so that the demo's people stay who they are. Never for secrets.

/** A stream of choices. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** True in `percent` of 100 cases. */
  percent(percent: number): boolean
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  /** @throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T
  /** The list in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/**
 * Begins a stream.
 *
 * @param words - what the stream is for; other words, other choices.
 */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  const fraction = mulberry32(fnv1a(words.join('/')))
  const between = (least: number, most: number) => least + Math.floor(fraction() * (most - least + 1))
  return {
    fraction,
    between,
    percent: (percent) => fraction() * 100 < percent,
    pick: (list) => {
      const chosen = list[between(0, list.length - 1)]
      if (chosen === undefined) throw new RangeError('nothing to choose from')
      return chosen
    },
    shuffle: (list) => {
      const keyed = list.map((item) => ({ item, key: fraction() }))
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
  }
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** Mulberry32, a small generator by Tommy Ettinger (public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
