// What a thing of the library carries, or stands on: as layers with lines, and as a list; with the customers who are there now and the teams it touches.
import { textsOf } from '@lotse/core/atlas'
import type { LayerInsight, LayerRecord, ShownRecord, TiedFlow } from '@lotse/protocol'
import { useMediaQuery } from '@mantine/hooks'
import { IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { nameIn } from '../../canvas/texts.ts'
import { useOwnerName } from '../../owners/use-units.ts'
import { Figure } from '../../parts/Figure.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import pageCss from '../../parts/page.module.css'
import { Answer, Empty, Failure, Loading } from '../../parts/states.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { useWords } from '../../words/use.ts'
import { hereQuery, layersQuery, recordQuery, tiedFlowsQuery } from '../data.ts'
import { whereOf } from '../where.ts'
import { ImpactList } from './ImpactList.tsx'
import { ImpactPicture } from './ImpactPicture.tsx'
import css from './impact.module.css'
import { type Impact, impactOf } from './impact.ts'

/** Below this width the layers do not fit side by side. */
const NARROW = '(max-width: 820px)'

/** The screen. */
export function ImpactPage() {
  const { t, f } = useWords()
  const { recordId } = useParams({ from: '/shell/journeys/impact/$recordId' })
  const record = useQuery(recordQuery(recordId))
  const name = record.data === undefined ? '' : nameIn(record.data, f.language) || t('library.unnamed')
  return (
    <Page
      title={name === '' ? t('impact.title') : t('impact.of', { name })}
      trail={
        <Link
          {...(record.data === undefined
            ? ({ to: '/journeys/library/$recordId', params: { recordId } } as const)
            : whereOf(record.data))}
          className={pageCss.trail}
        >
          {name === '' ? t('library.record') : <bdi>{name}</bdi>}
        </Link>
      }
      beside={record.data === undefined ? undefined : <KindIcon kind={record.data.kind} size={17} />}
    >
      {record.data !== undefined ? (
        <Layers key={recordId} record={record.data} />
      ) : record.isError ? (
        <Failure failure={record.error} retry={() => void record.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Layers({ record }: { record: ShownRecord }) {
  const { t } = useWords()
  const { direction, as } = useSearch({ from: '/shell/journeys/impact/$recordId' })
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const params = { recordId: record.id }
  const view = as ?? (narrow ? 'list' : 'picture')
  const query = useQuery(layersQuery(record.id, direction ?? 'up'))
  const to = '/journeys/impact/$recordId' as const
  const toward = (which: 'up' | 'down') => ({
    link: { to, params, search: { as, direction: which === 'down' ? which : undefined } },
    label: t(`impact.direction.${which}`),
    current: (direction ?? 'up') === which,
  })
  const shownAs = (which: 'picture' | 'list') => ({
    link: { to, params, search: { direction, as: which } },
    label: t(`impact.as.${which}`),
    current: view === which,
  })
  return (
    <>
      <div className={css.choices}>
        <Tabs label={t('impact.directions')} tabs={[toward('up'), toward('down')]} />
        <Tabs label={t('impact.views')} tabs={[shownAs('picture'), shownAs('list')]} />
      </div>
      <Answer query={query}>
        {({ items, whole, insights }) => (
          <>
            {whole ? null : <Notice kind="attention">{t('impact.notWhole')}</Notice>}
            <Found {...{ record, items, insights }} up={direction !== 'down'} asList={view === 'list'} />
          </>
        )}
      </Answer>
    </>
  )
}

type FoundGiven = {
  readonly record: ShownRecord
  readonly items: readonly LayerRecord[]
  readonly insights: readonly LayerInsight[]
  readonly up: boolean
  readonly asList: boolean
}

function Found({ record, items, insights, up, asList }: FoundGiven) {
  const { t } = useWords()
  const here = useQuery(hereQuery).data ?? []
  const flows = useQuery({ ...tiedFlowsQuery(record.id), enabled: up }).data ?? []
  if (items.length === 0 && insights.length === 0)
    return (
      <Empty icon={IconStack2} title={t(up ? 'impact.nothingUp' : 'impact.nothingDown')}>
        <p>{t('impact.nothingText')}</p>
      </Empty>
    )
  const { id, kind, fields, ownerId, journey } = record
  const impact = impactOf({ id, kind, name: textsOf(fields['name']), ownerId, journey }, items, here)
  return (
    <>
      {up ? <Sums impact={impact} flows={flows} root={id} /> : null}
      {asList ? (
        <ImpactList {...{ impact, insights, flows }} root={id} />
      ) : (
        <ImpactPicture {...{ impact, insights }} root={id} />
      )}
    </>
  )
}

type SumsGiven = { readonly impact: Impact; readonly flows: readonly TiedFlow[]; readonly root: string }

/** How much it concerns. */
function Sums({ impact: { journeys, steps, here, teams }, flows, root }: SumsGiven) {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  const asList = { to: '/journeys/impact/$recordId', params: { recordId: root }, search: { as: 'list' } } as const
  const names = teams.flatMap(({ ownerId }) => ownerName(ownerId) ?? [])
  return (
    <section className={css.sums} aria-label={t('impact.sums')}>
      <Figure label={t('journeys.title')} value={f.whole(journeys.length)} since={t('impact.touched')} />
      <Figure label={t('journeys.steps')} value={f.whole(steps)} since={t('impact.touched')} />
      <Figure label={t('impact.here')} value={f.whole(here)} since={t('impact.hereNow')} />
      <Figure
        label={t('impact.flows')}
        value={f.whole(flows.length)}
        since={
          flows.length === 0
            ? t('impact.noFlows')
            : flows
                .map(({ name }) => name)
                .slice(0, 3)
                .join(', ')
        }
        link={asList}
      />
      <Figure
        label={t('impact.teams')}
        value={f.whole(teams.length)}
        since={names.slice(0, 4).join(', ')}
        link={asList}
      />
    </section>
  )
}
