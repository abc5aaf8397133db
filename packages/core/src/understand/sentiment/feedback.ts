// Which events are feedback, and what they say: text, score, what about. Weighs nothing, stores nothing.
import type { Json, JsonObject } from '@lotse/protocol'

/** An answer that somebody was asked for, a review that somebody published, a note of research. */
export type FeedbackSort = 'answer' | 'review' | 'research'

/** Names of events that are feedback, in lower case. `product reviewed` is the name in Segment's e-commerce events. */
const NAMES: ReadonlyMap<string, FeedbackSort> = new Map([
  ['feedback given', 'answer'],
  ['feedback submitted', 'answer'],
  ['survey answered', 'answer'],
  ['survey completed', 'answer'],
  ['nps submitted', 'answer'],
  ['csat submitted', 'answer'],
  ['ces submitted', 'answer'],
  ['product reviewed', 'review'],
  ['review published', 'review'],
  ['review submitted', 'review'],
  ['research noted', 'research'],
  ['interview noted', 'research'],
])

/** All of these names. */
export const feedbackNames: readonly string[] = [...NAMES.keys()]

/** What a feedback says. `text`: never empty. `score`: null where none came with it. `textAt`: the property that holds it. `touchpoint`: id or name; `product`: as sent; empty where not said. */
export type FeedbackFacts = {
  readonly sort: FeedbackSort
  readonly textAt: string
  readonly text: string
  readonly score: number | null
  readonly touchpoint: string
  readonly product: string
}

const TEXTS = [
  'text',
  'comment',
  'feedback',
  'review_body',
  'reviewBody',
  'review',
  'body',
  'message',
  'answer',
  'note',
]
const SCORES = ['score', 'rating', 'nps', 'csat', 'ces', 'value']
const TOUCHPOINTS = ['touchpoint', 'touchpoint_id', 'touchpointId', 'step']
const PRODUCTS = ['product', 'product_name', 'productName', 'product_id', 'productId']
const LABEL_LENGTH_MAX = 200

/**
 * What an event says as feedback.
 *
 * @returns undefined for an event that is none, or that holds no words.
 */
export function feedbackFacts(name: string, properties: JsonObject): FeedbackFacts | undefined {
  const sort = NAMES.get(name.toLowerCase())
  if (sort === undefined) return undefined
  const textAt = TEXTS.find((key) => textIn(properties[key]) !== '')
  if (textAt === undefined) return undefined
  return {
    sort,
    textAt,
    text: textIn(properties[textAt]),
    score: first(properties, SCORES, numberIn) ?? null,
    touchpoint: labelIn(properties, TOUCHPOINTS),
    product: labelIn(properties, PRODUCTS),
  }
}

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '')

function numberIn(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

const labelIn = (properties: JsonObject, keys: readonly string[]): string =>
  (
    first(properties, keys, (value) => (typeof value === 'number' ? String(value) : textIn(value)) || undefined) ?? ''
  ).slice(0, LABEL_LENGTH_MAX)

function first<T>(
  properties: JsonObject,
  keys: readonly string[],
  of: (value: Json | undefined) => T | undefined,
): T | undefined {
  for (const key of keys) {
    const found = of(properties[key])
    if (found !== undefined) return found
  }
  return undefined
}
