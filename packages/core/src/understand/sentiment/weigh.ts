// What somebody's words sound like: language, sentiment, a score and how sure that is. The built-in start of the model; learns nothing, asks nobody.
import { languageOf, type TextLanguage } from './language.ts'
import { strongDe, turnsDe, turnsOverDe, wordsDe } from './words-de.ts'
import { strongEn, turnsEn, turnsOverEn, wordsEn } from './words-en.ts'

/** What words sound like. */
export type Sentiment = 'negative' | 'neutral' | 'positive'

/** `score`: from −1 to 1. `confidence`: from 0 to 1, how often such a verdict was right where it was measured. `language`: null where neither German nor English is seen. */
export type Weighed = {
  readonly language: TextLanguage | null
  readonly sentiment: Sentiment
  readonly score: number
  readonly confidence: number
}

/** Counts up with every change of words or rules, so that what was weighed before is weighed again. */
export const SENTIMENT_MODEL = 1
/** Longer texts are weighed by their beginning, so that time is bounded. */
export const WEIGHED_LETTERS_MAX = 5000
const WORD = /[\p{L}][\p{L}\p{N}'’-]*/gu
const STOP = /[.!?;\n]/u
const BEFORE = 3
const TURNED = -0.8
const STRONGER = 1.4
const BEHIND_BUT = 1.5
const BEFORE_BUT = 0.6
/** Beyond this, more words say hardly more. */
const SOFTENING = 4
const NEUTRAL_BELOW = 0.15

const PRAISE = /[😀😃😄😁😊😍🥰👍❤💕🎉🙂😎🤩]|(?:^|\s)[:;]-?[)D](?=\s|$)/gu
const COMPLAINT = /[😠😡🤬👎😞😢😭🤮😤🙄💩🤢]|(?:^|\s):-?[(/](?=\s|$)/gu
const MARK_WEIGHT = 2

type Lexicon = {
  readonly whole: ReadonlyMap<string, number>
  readonly begin: ReadonlyMap<string, number>
  readonly turns: ReadonlySet<string>
  readonly strong: ReadonlySet<string>
  readonly over: ReadonlySet<string>
  readonly turnsBackwards: boolean
}

const listed = (text: string): string[] => text.split(/[ \n]+/u).filter((word) => word !== '')

function lexiconOf(
  words: Readonly<Record<string, string>>,
  [turns, strong, over]: readonly [string, string, string],
  turnsBackwards: boolean,
): Lexicon {
  const [whole, begin] = [new Map<string, number>(), new Map<string, number>()]
  for (const [weight, text] of Object.entries(words))
    for (const word of listed(text)) {
      if (word.endsWith('*')) begin.set(word.slice(0, -1), Number(weight))
      else whole.set(word, Number(weight))
    }
  return {
    whole,
    begin,
    turns: new Set(listed(turns)),
    strong: new Set(listed(strong)),
    over: new Set(listed(over)),
    turnsBackwards,
  }
}

const lexica: Readonly<Record<TextLanguage, Lexicon>> = {
  de: lexiconOf(wordsDe, [turnsDe, strongDe, turnsOverDe], true),
  en: lexiconOf(wordsEn, [turnsEn, strongEn, turnsOverEn], false),
}

const SHORTEST_BEGIN = 3

function weightOf({ whole, begin }: Lexicon, word: string): number {
  const known = whole.get(word)
  if (known !== undefined) return known
  for (let letters = word.length; letters >= SHORTEST_BEGIN; letters--) {
    const weight = begin.get(word.slice(0, letters))
    if (weight !== undefined) return weight
  }
  return 0
}

/** The words of a sentence, in lower case. */
const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(WORD) ?? []).map((word) => word.replace(/’/g, "'"))

/** What a sentence comes to: weights, turned where they are denied, more behind a "but" than before it. */
function sentenceWeights(lexicon: Lexicon, words: readonly string[]): number[] {
  const but = words.findIndex((word) => lexicon.over.has(word))
  return words.flatMap((word, at) => {
    const weight = weightOf(lexicon, word)
    if (weight === 0 || lexicon.turns.has(word)) return []
    const around = words.slice(Math.max(0, at - BEFORE), at)
    const denied =
      around.some((one) => lexicon.turns.has(one)) ||
      (lexicon.turnsBackwards && words.slice(at + 1, at + 1 + BEFORE).some((one) => one === 'nicht'))
    const place = but <= 0 ? 1 : at > but ? BEHIND_BUT : BEFORE_BUT
    return [weight * (denied ? TURNED : 1) * (lexicon.strong.has(words[at - 1] ?? '') ? STRONGER : 1) * place]
  })
}

const countOf = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0

/**
 * Weighs a text. The same text has always the same answer.
 *
 * @returns undefined for a text without a word or mark that says anything in writing, i.e. an empty one.
 */
export function weighText(text: string): Weighed | undefined {
  const read = text.slice(0, WEIGHED_LETTERS_MAX)
  const sentences = read.split(STOP).map(wordsIn)
  const words = sentences.flat()
  const marks = MARK_WEIGHT * (countOf(read, PRAISE) - countOf(read, COMPLAINT))
  if (words.length === 0 && marks === 0) return undefined
  const language = languageOf(words)
  const tried: readonly TextLanguage[] = language === undefined ? ['de', 'en'] : [language]
  const weights = tried.flatMap((one) => sentences.flatMap((sentence) => sentenceWeights(lexica[one], sentence)))
  const sum = weights.reduce((total, weight) => total + weight, marks)
  const score = sum / Math.sqrt(sum * sum + SOFTENING * SOFTENING)
  const sentiment = score > NEUTRAL_BELOW ? 'positive' : score < -NEUTRAL_BELOW ? 'negative' : 'neutral'
  return {
    language: language ?? null,
    sentiment,
    score: Math.round(score * 100) / 100,
    confidence: confidenceOf(language, score),
  }
}

/** How often such verdicts were right on labelled texts, by language and by how far the score is from nought; see docs/feedback.md. */
const RIGHT: Readonly<Record<TextLanguage, readonly (readonly [from: number, right: number])[]>> = {
  de: [
    [NEUTRAL_BELOW, 0.3],
    [0, 0.75],
  ],
  en: [
    [0.5, 0.95],
    [0.3, 0.85],
    [NEUTRAL_BELOW, 0.7],
    [0, 0.5],
  ],
}
const RIGHT_ELSE = 0.3

function confidenceOf(language: TextLanguage | undefined, score: number): number {
  if (language === undefined) return RIGHT_ELSE
  return RIGHT[language].find(([from]) => Math.abs(score) >= from)?.[1] ?? RIGHT_ELSE
}
