// What an item of the feed says, in one sentence and one line of facts. Pure.
import type { FeedItem } from '@lotse/protocol'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'

type Saying = { readonly t: Translate; readonly f: Format }

/** A text in the reader's language, else in any. */
export const called = (texts: FeedItem['record']['name'], language: string): string =>
  texts[language] || Object.values(texts).find((one) => one !== '') || ''

/** The sentence. */
export function sentenceOf({ t, f }: Saying, { kind, answers, move, work }: FeedItem): string {
  if (answers !== null) {
    const asked = t(`feed.ask.${answers.ask}`)
    const mean = f.number(answers.mean)
    if (kind === 'alert') return t('feed.says.alert', { asked, mean })
    return t('feed.says.answers', { count: answers.count, formatted: f.whole(answers.count), asked, mean })
  }
  if (move !== null) {
    const facts = { asked: t(`feed.ask.${move.ask}`), mean: f.number(move.mean), before: f.number(move.before) }
    return t(`feed.says.${move.direction}`, facts)
  }
  if (work !== null) return work.step === null ? t(`feed.work.${work.what}`) : t(`feed.step.${work.step}`)
  return t('feed.says.insight')
}

/** Further facts: how many were bad, what sent it, who did it and why. */
export function factsOf({ t, f }: Saying, { kind, answers, by, work }: FeedItem): string[] {
  const bad = kind === 'answers' && answers !== null && answers.bad > 0 ? answers.bad : 0
  const source = answers?.source ?? null
  return [
    ...(bad > 0 ? [t('feed.bad', { count: bad, formatted: f.whole(bad) })] : []),
    ...(answers?.channel ? [answers.channel] : []),
    ...(source === null ? [] : [source]),
    ...(by === null ? [] : [by]),
    ...(work?.reason ? [work.reason] : []),
  ]
}
