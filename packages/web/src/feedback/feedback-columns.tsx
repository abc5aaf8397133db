// The columns of a list of feedback.
import type { FeedbackItem } from '@lotse/protocol'
import { channelWords } from '../customers/why-sentences.ts'
import type { ListColumn } from '../list/shape.ts'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import css from './feedback.module.css'
import { SentimentMark } from './SentimentMark.tsx'

/** The columns. */
export function feedbackColumns(t: Translate, f: Format): ListColumn<FeedbackItem>[] {
  return [
    {
      id: 'words',
      label: t('feedback.words'),
      cell: ({ text, language }) => (
        <bdi className={css.words} lang={language ?? undefined}>
          {text}
        </bdi>
      ),
      width: 260,
      grow: 4,
    },
    {
      id: 'sentiment',
      label: t('feedback.sentiment'),
      cell: (item) => <SentimentMark {...item} />,
      width: 110,
      grow: 0,
    },
    {
      id: 'rating',
      label: t('feedback.rating'),
      cell: ({ said }) => (said === null ? '' : f.number(said)),
      width: 70,
      grow: 0,
      align: 'end',
    },
    {
      id: 'touchpoint',
      label: t('feedback.touchpoint'),
      cell: ({ touchpoint }) => <bdi>{touchpoint}</bdi>,
      width: 130,
    },
    {
      id: 'insight',
      label: t('feedback.insight'),
      cell: ({ insights }) => insights.map(({ status }) => t(`feedback.status.${status}`)).join(', '),
      width: 120,
      grow: 0.6,
    },
    { id: 'kind', label: t('feedback.sort'), cell: ({ sort }) => t(`feedback.sorts.${sort}`), width: 100, grow: 0 },
    {
      id: 'said',
      label: t('feedback.said'),
      cell: ({ occurredAt }) => <time dateTime={occurredAt}>{f.minute(Date.parse(occurredAt))}</time>,
      width: 150,
      grow: 0,
    },
    ...furtherColumns(t),
  ]
}

/** Those that are shown once they are chosen. */
function furtherColumns(t: Translate): ListColumn<FeedbackItem>[] {
  return [
    {
      id: 'language',
      label: t('feedback.language'),
      cell: ({ language }) => t(`feedback.languages.${language ?? 'other'}`),
      width: 100,
      extra: true,
    },
    {
      id: 'product',
      label: t('feedback.product'),
      cell: ({ product }) => <bdi>{product}</bdi>,
      width: 120,
      extra: true,
    },
    {
      id: 'channel',
      label: t('feedback.channel'),
      cell: ({ channel }) => channelWords(t, channel),
      width: 90,
      extra: true,
    },
    { id: 'source', label: t('feedback.source'), cell: ({ source }) => source?.name ?? '', width: 120, extra: true },
  ]
}
