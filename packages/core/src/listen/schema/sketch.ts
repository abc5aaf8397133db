// About how many different values there were, from the smallest of their hashes (k minimum values: Bar-Yossef et al., 2002). Pure.

/** Hashes that are kept: up to this many different values the count is exact, beyond it about 12 % off. */
export const SKETCH_SIZE = 64

/** The smallest hashes, ascending, each once. */
export type Sketch = readonly number[]

const SPAN = 2 ** 53

/** Adds a value. */
export function withValue(sketch: Sketch, value: string): Sketch {
  const hash = hashOf(value)
  const last = sketch.at(-1)
  if (sketch.length >= SKETCH_SIZE && last !== undefined && hash >= last) return sketch
  if (sketch.includes(hash)) return sketch
  return [...sketch, hash].sort((a, b) => a - b).slice(0, SKETCH_SIZE)
}

/** About how many different values were added. */
export function distinctOf(sketch: Sketch): number {
  const largest = sketch.at(-1)
  if (largest === undefined || sketch.length < SKETCH_SIZE) return sketch.length
  return Math.round((SKETCH_SIZE - 1) / ((largest + 1) / SPAN))
}

/** 53 bits of a text, evenly spread (cyrb53 by bryc, public domain). Not for secrets. */
function hashOf(text: string): number {
  let h1 = 0xdeadbeef
  let h2 = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    h1 = Math.imul(h1 ^ code, 2654435761)
    h2 = Math.imul(h2 ^ code, 1597334677)
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909)
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909)
  return 4294967296 * (2097151 & h2) + (h1 >>> 0)
}
