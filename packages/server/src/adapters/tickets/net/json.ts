// JSON of others: read without trust. Knows no shape.

/** JSON as it came; undefined: it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
