// Presents feedback: a person's word before the model's, and what it stands for with how far that is. Reads nothing.
import { textsOf } from '@lotse/core/atlas'
import { standingAt, untouched } from '@lotse/core/insights'
import {
  type FeedbackCorrection,
  type FeedbackItem,
  feedbackLanguages,
  feedbackSorts,
  sentiments,
} from '@lotse/protocol'
import type { FeedbackRow, LabelRow, LinkRow } from '../adapters/store/feedback.ts'
import { instantOf } from '../base/ids.ts'

/** What a feedback is shown with. */
export type Beside = {
  readonly sources: ReadonlyMap<number, string>
  readonly links: readonly LinkRow[]
  readonly now: number
}

const oneOf = <T extends string>(words: readonly T[], text: string | null): T | null =>
  words.find((word) => word === text) ?? null

/** A feedback as it is answered. */
export function showFeedback(row: FeedbackRow, { sources, links, now }: Beside): FeedbackItem {
  const { id, version, said, channel, sourceId, touchpoint, product } = row
  const guessed = oneOf(sentiments, row.sentiment)
  const language = oneOf(feedbackLanguages, row.language)
  return {
    id: String(id),
    version,
    sort: oneOf(feedbackSorts, row.sort) ?? 'answer',
    text: row.text,
    sentiment: oneOf(sentiments, row.correctedSentiment) ?? guessed,
    language: oneOf(feedbackLanguages, row.correctedLanguage) ?? language,
    guess:
      guessed === null
        ? null
        : { sentiment: guessed, language, score: row.score ?? 0, confidence: row.confidence ?? 0 },
    corrected: row.correctedSentiment !== null || row.correctedLanguage !== null,
    said,
    channel,
    source: sourceId === null ? null : { id: String(sourceId), name: sources.get(sourceId) ?? '' },
    touchpoint,
    product,
    customerId: String(row.customerId),
    occurredAt: instantOf(row.occurredAt),
    insights: links.filter(({ feedbackId }) => feedbackId === id).map((link) => showLink(link, now)),
  }
}

function showLink({ id, name, madeAt, status, since, until }: LinkRow, now: number): FeedbackItem['insights'][number] {
  const stored = status === null || since === null ? untouched(madeAt) : { status, since, until }
  return { id, name: textsOf(name ?? undefined), status: standingAt(stored, now).status }
}

/** A correction as it is answered. */
export function showCorrection(row: LabelRow): FeedbackCorrection {
  return {
    at: instantOf(row.at),
    by: row.by,
    sentiment: oneOf(sentiments, row.sentiment),
    language: oneOf(feedbackLanguages, row.language),
    before: {
      sentiment: oneOf(sentiments, row.beforeSentiment),
      language: oneOf(feedbackLanguages, row.beforeLanguage),
    },
  }
}
