// The columns of the list of customers; every trait that is known can be one.
import type { CustomerSummary, Vocabulary } from '@lotse/protocol'
import type { ListColumn } from '../list/shape.ts'
import { StateMark } from '../parts/Mark.tsx'
import { Since } from '../parts/Since.tsx'
import type { Format } from '../words/format-in.ts'
import type { Translate } from '../words/index.ts'
import css from './customers.module.css'
import { consentTones, traitAt } from './Facts.tsx'
import { identityWords, nameOf, plainestFirst } from './name.ts'
import { valueText } from './shown-value.ts'
import { channelWords } from './why-sentences.ts'

const SHOWN_MAX = 2
const TRAITS_MAX = 60
/** The columns. */
export function columnsIn(t: Translate, f: Format, traits: Vocabulary['traits']): ListColumn<CustomerSummary>[] {
  return [
    { id: 'name', label: t('customers.name'), cell: (one) => <bdi>{nameOf(t, one)}</bdi>, width: 170, grow: 2 },
    { id: 'identities', label: t('customers.identities'), cell: (one) => identityCell(t, f, one), width: 200, grow: 2 },
    {
      id: 'last',
      label: t('customers.lastSeen'),
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('parts.none') : <Since at={lastSeenAt} />),
      sort: 'last',
      downFirst: true,
      width: 130,
    },
    {
      id: 'event',
      label: t('customers.lastEvent'),
      cell: ({ lastEvent }) => lastEvent?.name ?? t('parts.none'),
      width: 150,
    },
    {
      id: 'flows',
      label: t('customers.flows'),
      cell: ({ flows }) => flows.map(({ name }) => name).join(', '),
      width: 150,
    },
    { id: 'consents', label: t('customers.consents'), cell: (one) => consentCell(t, one), width: 170 },
    {
      id: 'first',
      label: t('customers.firstSeen'),
      cell: ({ firstSeenAt }) => (firstSeenAt === null ? t('parts.none') : f.date(Date.parse(firstSeenAt))),
      sort: 'first',
      downFirst: true,
      width: 110,
      extra: true,
    },
    ...traits
      .filter(({ path }) => !/[,.]/.test(path))
      .slice(0, TRAITS_MAX)
      .map(
        ({ path }): ListColumn<CustomerSummary> => ({
          id: `trait:${path}`,
          label: path,
          cell: (one) => traitCell(t, one, path),
          width: 120,
          extra: true,
        }),
      ),
  ]
}

function traitCell(t: Translate, { traits }: CustomerSummary, path: string) {
  const value = traitAt(traits, path)
  return value === undefined ? t('parts.none') : <bdi>{valueText(value)}</bdi>
}

/** More than one does not fit in a column. */
const IDENTITIES_SHOWN = 1
/** What these are one sees. */
const PLAIN: ReadonlySet<string> = new Set(['email', 'phone'])

function identityCell(t: Translate, f: Format, { identities }: CustomerSummary) {
  const more = identities.length - IDENTITIES_SHOWN
  return (
    <span className={css.identities}>
      {plainestFirst(identities)
        .slice(0, IDENTITIES_SHOWN)
        .map(({ kind, value }) => (
          <span key={`${kind} ${value}`} className={css.identity}>
            {PLAIN.has(kind) ? null : <span>{identityWords(t, kind)}</span>}{' '}
            <bdi>{kind === 'email' ? <Address text={value} /> : value}</bdi>
          </span>
        ))}
      {more > 0 ? (
        <span className={css.quiet}>{t('customers.more', { count: more, formatted: f.whole(more) })}</span>
      ) : null}
    </span>
  )
}

/** An address that finds no room in a card goes on behind its @. */
function Address({ text }: { text: string }) {
  const at = text.lastIndexOf('@') + 1
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  )
}

function consentCell(t: Translate, { consents }: CustomerSummary) {
  if (consents.length === 0) return t('parts.none')
  return (
    <span className={css.marks}>
      {consents.slice(0, SHOWN_MAX).map(({ channel, topic, state }) => (
        <StateMark key={`${channel} ${topic}`} tone={consentTones[state]}>
          {channelWords(t, channel)}: {t(`customer.consent.${state}`)}
        </StateMark>
      ))}
    </span>
  )
}
