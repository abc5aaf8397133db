// One entry of a timeline: time, what happened, a few of its facts, and the raw data at hand.
import type { TimelineItem } from '@lotse/protocol'
import { type Icon, IconArrowFork, IconBolt, IconMail, IconNote } from '@tabler/icons-react'
import { StateMark } from '../parts/Mark.tsx'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import { isHistory, isNote, itemWords } from './item-words.ts'
import { NoteRow } from './NoteRow.tsx'
import css from './timeline.module.css'
import { channelWords } from './why-sentences.ts'

const icons: Record<TimelineItem['kind'], Icon> = {
  event: IconBolt,
  message: IconMail,
  run: IconArrowFork,
  note: IconNote,
}

/** The way it came; orchestrations have none. */
function fromWords(t: Translate, { kind, channel, source }: TimelineItem): string {
  if (kind === 'run') return ''
  const via = channelWords(t, channel)
  return source === null ? via : t('customer.via', { channel: via, source: source.name })
}

/** The row; a click opens the raw data. */
export function TimelineRow({ item, customerId }: { item: TimelineItem; customerId: string }) {
  const { t, f } = useWords()
  const { title, note, tone } = itemWords(t, item)
  const Mark = icons[item.kind]
  const at = Date.parse(item.occurredAt)
  if (isNote(item.detail)) return <NoteRow note={item.detail} at={at} customerId={customerId} />
  return (
    <details className={css.item}>
      <summary className={css.line}>
        <time dateTime={item.occurredAt} title={f.instant(at)}>
          {f.clock(at)}
        </time>
        <span className={css.mark} data-tone={tone}>
          <Mark size={16} stroke={1.7} role="img" aria-label={t(`customer.kind.${item.kind}`)} />
        </span>
        <span className={css.words}>
          <b>{title}</b>
          {note === '' ? null : <span>{note}</span>}
        </span>
        <span className={css.from}>
          {isHistory(item) ? <StateMark tone="plain">{t('customer.history')}</StateMark> : null}
          {fromWords(t, item)}
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={css.raw} tabIndex={0} aria-label={t('customer.raw')}>
        <pre>{JSON.stringify(item, null, 2)}</pre>
      </section>
    </details>
  )
}
