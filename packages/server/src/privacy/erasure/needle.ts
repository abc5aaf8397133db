// Finds a person's identifiers in texts that belong to nobody by number: refused events, kept answers, saved views. Changes nothing.
import type { Json } from '@lotse/protocol'

/** Shorter values stand for a person only where they are the whole value: `7` is in every text. */
const PART_LENGTH_MIN = 8
const REACHES = /@|^\+\d{6,}$/
const DEPTH_MAX = 64

/** What a person is searched by. */
export class Needle {
  readonly #values: ReadonlySet<string>
  readonly #parts: readonly string[]

  /** @param values - identifiers and addresses. */
  constructor(values: readonly string[]) {
    const lower = [...new Set(values.map((value) => value.trim().toLowerCase()))].filter((value) => value !== '')
    this.#values = new Set(lower)
    this.#parts = lower.filter((value) => value.length >= PART_LENGTH_MIN || REACHES.test(value))
  }

  /** What may be searched for as a part of texts. */
  get parts(): readonly string[] {
    return this.#parts
  }

  /** Whether a text names her. */
  inText(text: string): boolean {
    const lower = text.toLowerCase()
    return this.#values.has(lower) || this.#parts.some((part) => lower.includes(part))
  }

  /** Whether a JSON text names her, in a value or a name. One that is no JSON is searched as it is. */
  inJson(text: string): boolean {
    try {
      return this.#inValue(JSON.parse(text), 0)
    } catch {
      return this.inText(text)
    }
  }

  #inValue(value: Json, depth: number): boolean {
    if (typeof value === 'string') return this.inText(value)
    if (typeof value === 'number') return this.#values.has(String(value))
    if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return false
    return Object.entries(value).some(([name, inner]) => this.inText(name) || this.#inValue(inner, depth + 1))
  }
}

/** The strings in a JSON text, for taking them out of examples. */
export function stringsIn(text: string, most: number): string[] {
  const found = new Set<string>()
  const open: unknown[] = [JSON.parse(text)]
  for (let value = open.pop(); value !== undefined && found.size < most; value = open.pop()) {
    if (typeof value === 'string' || typeof value === 'number') found.add(String(value))
    else if (typeof value === 'object' && value !== null)
      open.push(...Object.values(value).filter((inner) => inner !== null))
  }
  return [...found]
}
