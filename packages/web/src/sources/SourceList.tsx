// Sources of events and how they are doing: volume against the usual, silence, refusals, and whose they are. A new one is connected here.
import type { Source, SourceHealth } from '@lotse/protocol'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../app/member.ts'
import { NoMatch } from '../list/NoMatch.tsx'
import { ownerAsked, useOwnerFilter, useOwnerName, useUnits } from '../owners/use-units.ts'
import { Button } from '../parts/Button.tsx'
import { Page } from '../parts/Page.tsx'
import { Select } from '../parts/Select.tsx'
import { Since } from '../parts/Since.tsx'
import { Sparkline } from '../parts/Sparkline.tsx'
import { Answer, Empty } from '../parts/states.tsx'
import { useCommands } from '../shell/use-commands.ts'
import { useWords } from '../words/use.ts'
import { healthQuery, ownedSourcesQuery } from './data.ts'
import { kindIcons, stateOf } from './kinds.ts'
import { NewSource } from './NewSource.tsx'
import { SourceMark } from './SourceMark.tsx'
import css from './sources.module.css'

/** The screen. */
export function SourceList() {
  const { t } = useWords()
  const may = useMay()
  const [making, setMaking] = useState(false)
  const ownerId = ownerAsked(useSearch({ from: '/shell/sources' }).owner)
  const query = useQuery(ownedSourcesQuery(ownerId))
  const health = new Map(useQuery(healthQuery).data?.items.map((one) => [one.id, one]))
  useCommands(
    may('sources.manage')
      ? [
          {
            id: 'sources.create',
            label: t('sources.create'),
            group: 'create',
            keys: 'n',
            icon: IconPlus,
            run: () => setMaking(true),
          },
        ]
      : [],
  )
  const make = may('sources.manage') ? (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <IconPlus size={16} stroke={1.8} aria-hidden />
      {t('sources.create')}
    </Button>
  ) : undefined
  return (
    <Page title={t('sources.title')} actions={make}>
      <Answer query={query}>
        {({ items }) =>
          items.length === 0 && ownerId === undefined ? (
            <Empty icon={IconPlugConnected} title={t('sources.none')} action={make}>
              <p>{t('sources.noneText')}</p>
            </Empty>
          ) : (
            <>
              <Owners />
              <Cards items={items.toSorted(worstFirst(health))} health={health} />
            </>
          )
        }
      </Answer>
      <NewSource open={making} close={() => setMaking(false)} />
    </Page>
  )
}

/** Narrows to what a unit answers for; nothing where there are no units. */
function Owners() {
  const { t } = useWords()
  const { owner } = useSearch({ from: '/shell/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const filter = useOwnerFilter()
  if (useUnits().length === 0 && owner === undefined) return null
  return (
    <div className={css.narrowing}>
      <Select
        label={filter.label}
        value={owner ?? ''}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: value === '' ? {} : { owner: value }, replace: true, resetScroll: false })
        }
        choices={[{ value: '', label: t('list.any') }, ...(filter.kind === 'choice' ? filter.choices : [])]}
      />
    </div>
  )
}

type CardsGiven = { readonly items: readonly Source[]; readonly health: ReadonlyMap<string, SourceHealth> }

function Cards({ items, health }: CardsGiven) {
  const navigate = useNavigate({ from: '/sources' })
  if (items.length === 0) return <NoMatch clear={() => void navigate({ search: {}, replace: true })} />
  return (
    <ul className={css.cards}>
      {items.map((source) => (
        <SourceCard key={source.id} source={source} health={health.get(source.id)} />
      ))}
    </ul>
  )
}

const ORDER = ['silent', 'refusing', 'unmapped', 'late', 'waiting', 'well', 'revoked']

/** What needs somebody stands first; the rest by volume. */
function worstFirst(health: ReadonlyMap<string, SourceHealth>) {
  const rank = (source: Source) => {
    const known = health.get(source.id)
    return source.revokedAt === null ? ORDER.indexOf(known ? stateOf(source, known) : 'well') : ORDER.length
  }
  const day = ({ id }: Source) => health.get(id)?.day ?? 0
  return (a: Source, b: Source): number => rank(a) - rank(b) || day(b) - day(a)
}

function SourceCard({ source, health }: { source: Source; health: SourceHealth | undefined }) {
  const { t, f } = useWords()
  const Icon = kindIcons[source.kind]
  const owner = useOwnerName()(source.ownerId)
  return (
    <li className={css.card} data-revoked={source.revokedAt !== null}>
      <div className={css.cardHead}>
        <Icon size={18} stroke={1.6} aria-hidden />
        <Link to="/sources/$sourceId" params={{ sourceId: source.id }} className={css.cardName}>
          {source.name}
        </Link>
        {health === undefined ? null : <SourceMark source={source} health={health} />}
      </div>
      <p className={css.quiet}>
        {t(`sources.kind.${source.kind}`)}
        {source.trusted ? ` · ${t('sources.trusted')}` : ''}
        {owner === null ? null : (
          <>
            {' · '}
            <span className="visually-hidden">{t('owners.label')}: </span>
            <bdi>{owner}</bdi>
          </>
        )}
      </p>
      {health === undefined ? null : (
        <>
          <Sparkline values={health.hours} label={t('sources.hours')} />
          <dl className={css.facts}>
            <div>
              <dt>{t('sources.last')}</dt>
              <dd>{health.lastEventAt === null ? t('sources.never') : <Since at={health.lastEventAt} />}</dd>
            </div>
            <div>
              <dt>{t('sources.day')}</dt>
              <dd>
                {f.whole(health.day)}
                <span className={css.quiet}>
                  {health.usual === null ? '' : ` · ${t('sources.usual', { count: f.whole(health.usual) })}`}
                </span>
              </dd>
            </div>
            <div>
              <dt>{t('sources.refused')}</dt>
              <dd>{f.whole(health.refused)}</dd>
            </div>
          </dl>
        </>
      )}
    </li>
  )
}
