// One item of the feed: what happened, at what, when; the way to its record and, of an alert, to its customer. Marks itself as seen or not.
import type { FeedItem, FeedKind } from '@lotse/protocol'
import {
  IconAlertTriangle,
  IconBulb,
  IconMessageStar,
  IconProgressCheck,
  IconTrendingDown,
  IconTrendingUp,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { whereOf } from '../atlas/where.ts'
import { Button, ButtonLink } from '../parts/Button.tsx'
import { Since } from '../parts/Since.tsx'
import { useWords } from '../words/use.ts'
import css from './feed.module.css'
import { called, factsOf, sentenceOf } from './sentences.ts'
import { useMark } from './use-mark.ts'

const icons: Readonly<Record<FeedKind, typeof IconBulb>> = {
  alert: IconAlertTriangle,
  answers: IconMessageStar,
  move: IconTrendingUp,
  insight: IconBulb,
  work: IconProgressCheck,
}

/** The row. */
export function FeedRow({ item }: { readonly item: FeedItem }) {
  const words = useWords()
  const { t, f } = words
  const { kind, record, at, unread, answers, move } = item
  const { read } = useMark()
  const name = called(record.name, f.language) || t('library.unnamed')
  const journey = record.journey === null ? '' : called(record.journey.name, f.language)
  const Shown = move?.direction === 'down' ? IconTrendingDown : icons[kind]
  const place = { id: record.id, kind: record.kind, journey: record.journey?.id ?? null }
  const facts = factsOf(words, item)
  const seen = () => (unread ? read.mutate({ items: [item.id], read: true }) : undefined)
  return (
    <li className={css.row} data-unread={unread} data-bad={kind === 'alert' || move?.direction === 'down'}>
      <Shown size={18} stroke={1.7} aria-hidden />
      <div className={css.words}>
        <p className={css.says}>
          {unread ? <span className="visually-hidden">{t('feed.new')}: </span> : null}
          {sentenceOf(words, item)}
        </p>
        <p className={css.quiet}>
          <Link {...whereOf(place)} onClick={seen} className={css.record}>
            <bdi>{name}</bdi>
          </Link>
          {[journey, ...facts].filter(Boolean).map((fact) => (
            <span key={fact}>
              {' · '}
              <bdi>{fact}</bdi>
            </span>
          ))}
          {' · '}
          <Since at={at} />
        </p>
      </div>
      <div className={css.acts}>
        {answers?.customerId ? (
          <ButtonLink to="/customers/$customerId" params={{ customerId: answers.customerId }}>
            {t('feed.customer')}
          </ButtonLink>
        ) : null}
        <Button
          kind="quiet"
          busy={read.isPending}
          aria-label={t(unread ? 'feed.readOne' : 'feed.unreadOne', { name })}
          onClick={() => read.mutate({ items: [item.id], read: unread })}
        >
          {t(unread ? 'feed.read' : 'feed.unread')}
        </Button>
      </div>
    </li>
  )
}
