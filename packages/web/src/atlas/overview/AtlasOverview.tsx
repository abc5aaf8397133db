// The atlas: all journeys as they hang together, how far each is worked out, how it fares, and where customers are now. Each leads into its map.
import type { AtlasJourney } from '@lotse/protocol'
import { IconDatabaseExport, IconMapRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { pathOf } from '../../api.ts'
import { useMay, useMe } from '../../app/member.ts'
import type { AnswerOf } from '../../operations.ts'
import { useOwnerFilter, useUnits } from '../../owners/use-units.ts'
import { ButtonLink, DownloadLink } from '../../parts/Button.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { Select } from '../../parts/Select.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { withinOf } from '../../settings/unit-tree.ts'
import { useWords } from '../../words/use.ts'
import { AtlasTabs } from '../AtlasTabs.tsx'
import { calledIn } from '../called.ts'
import { atlasQuery } from '../data.ts'
import { JourneyTile, type TileSetting } from './JourneyTile.tsx'
import { type Branch, branchesOf, coverageKinds, coverageOf, isSeen, lenses, phasesOf } from './outline.ts'
import css from './overview.module.css'

type Segments = AnswerOf<'getAtlas'>['segments']

/** The screen. */
export function AtlasOverview() {
  const { t } = useWords()
  const { seg } = useSearch({ from: '/shell/journeys/atlas' })
  const query = useQuery(atlasQuery(seg))
  return (
    <Page
      title={t('atlas.title')}
      actions={
        <DownloadLink href={pathOf('/api/v1/data-package', {}, {})} label={t('atlas.dataPackage')}>
          <IconDatabaseExport size={16} stroke={1.7} aria-hidden />
          {t('atlas.dataPackage')}
        </DownloadLink>
      }
    >
      <AtlasTabs current="/journeys/atlas" />
      <Answer query={query}>
        {({ items, whole, segments }) =>
          items.length === 0 ? (
            <Nothing />
          ) : (
            <>
              {whole ? null : <Notice kind="attention">{t('atlas.notWhole')}</Notice>}
              <Sums journeys={items} apart={seg !== undefined} />
              <Picture journeys={items} segments={segments} />
            </>
          )
        }
      </Answer>
    </Page>
  )
}

function Nothing() {
  const { t } = useWords()
  const may = useMay()
  const create = may('atlas.edit') ? <ButtonLink to="/journeys/new">{t('journeys.create')}</ButtonLink> : undefined
  return (
    <Empty icon={IconMapRoute} title={t('journeys.none')} action={create}>
      <p>{t('atlas.noneText')}</p>
    </Empty>
  )
}

/** What all of them come to. @param apart - with the customers of a segment alone. */
function Sums({ journeys, apart }: { journeys: readonly AtlasJourney[]; apart: boolean }) {
  const { t, f } = useWords()
  const measured = journeys.filter(({ live }) => live !== null)
  const here = measured.reduce((sum, { live }) => sum + (live?.here ?? 0), 0)
  return (
    <section className={css.sums} aria-label={t('atlas.sums')}>
      <Figure
        label={t('journeys.title')}
        value={f.whole(journeys.length)}
        since={t(apart ? 'atlas.apart' : 'atlas.measured', {
          count: measured.length,
          formatted: f.whole(measured.length),
        })}
        link={{ to: '/journeys' }}
      />
      <Figure label={t('atlas.here')} value={f.whole(here)} since={t('atlas.hereNow')} />
      {coverageKinds.map((kind) => {
        const { done, of, share } = coverageOf(journeys, kind)
        return (
          <Figure
            key={kind}
            label={t(`atlas.coverage.${kind}`)}
            value={share === null ? '–' : f.share(share)}
            since={t(`atlas.coverageOf.${kind}`, { done: f.whole(done), of: f.whole(of) })}
          />
        )
      })}
    </section>
  )
}

function Picture({ journeys, segments }: { journeys: readonly AtlasJourney[]; segments: Segments }) {
  const { t, f } = useWords()
  const shown = useShown()
  const { seg } = useSearch({ from: '/shell/journeys/atlas' })
  const setting: TileSetting = { shown, now: Date.now(), apart: seg !== undefined }
  const roots = branchesOf(journeys)
  const trees = roots.filter(({ parts }) => parts.length > 0)
  const alone = roots.filter(({ parts }) => parts.length === 0)
  const count = journeys.filter(shown).length
  return (
    <>
      <Narrowing segments={segments} />
      <p className="visually-hidden" role="status">
        {t('atlas.shown', { count, formatted: f.whole(count) })}
      </p>
      {trees.map((tree) => (
        <Tree key={tree.journey.id} tree={tree} setting={setting} />
      ))}
      {alone.length === 0 ? null : (
        <section className={css.tree} aria-label={t('atlas.alone')}>
          {trees.length === 0 ? null : <h2 className={css.phase}>{t('atlas.alone')}</h2>}
          <Tiles branches={alone} setting={setting} />
        </section>
      )}
    </>
  )
}

/** Which journeys stand out: by what the address says. */
function useShown(): (journey: AtlasJourney) => boolean {
  const { owner, show } = useSearch({ from: '/shell/journeys/atlas' })
  const units = useUnits()
  const mine = useMe().units
  const lens = lenses.find((one) => one === show) ?? 'all'
  const now = Date.now()
  const roots = owner === 'mine' ? mine.map(({ id }) => id) : owner === undefined ? [] : [owner]
  const within = new Set(roots.flatMap((id) => [...withinOf(units, id)]))
  const isOf = ({ ownerId }: AtlasJourney) =>
    owner === undefined || (owner === 'none' ? ownerId === null : ownerId !== null && within.has(ownerId))
  return (journey) => isOf(journey) && isSeen(journey, lens, now)
}

function Narrowing({ segments }: { segments: Segments }) {
  const { t, f } = useWords()
  const { owner, show, seg } = useSearch({ from: '/shell/journeys/atlas' })
  const navigate = useNavigate({ from: '/journeys/atlas' })
  const filter = useOwnerFilter()
  const set = (more: { readonly [Name in 'owner' | 'show' | 'seg']?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...more }), replace: true, resetScroll: false })
  return (
    <div className={css.narrowing}>
      <Select
        label={t('atlas.lens')}
        value={show ?? 'all'}
        onChange={({ currentTarget: { value } }) => set({ show: value === 'all' ? undefined : value })}
        choices={lenses.map((value) => ({ value, label: t(`atlas.lenses.${value}`) }))}
      />
      <Select
        label={filter.label}
        value={owner ?? ''}
        onChange={({ currentTarget: { value } }) => set({ owner: value === '' ? undefined : value })}
        choices={[{ value: '', label: t('list.any') }, ...(filter.kind === 'choice' ? filter.choices : [])]}
      />
      {segments.length === 0 && seg === undefined ? null : (
        <Select
          label={t('reality.segment')}
          value={seg ?? ''}
          onChange={({ currentTarget: { value } }) => set({ seg: value === '' ? undefined : value })}
          choices={[
            { value: '', label: t('reality.segments') },
            ...segments.map(({ segment, name }) => ({
              value: segment,
              label: calledIn(name, f.language) || t('library.unnamed'),
            })),
            // One that no journey counts any more can still stand in an address.
            ...(seg === undefined || segments.some(({ segment }) => segment === seg)
              ? []
              : [{ value: seg, label: t('kept.unknown') }]),
          ]}
        />
      )}
    </div>
  )
}

/** A journey that others hang under: itself on top, those others by its phases. */
function Tree({ tree: { journey, parts }, setting }: { tree: Branch; setting: TileSetting }) {
  const { f } = useWords()
  const groups = phasesOf(parts)
  return (
    <section className={css.tree} aria-label={calledIn(journey.name, f.language)}>
      <JourneyTile branch={{ journey, parts: [] }} setting={setting} head />
      <div className={css.phases}>
        {groups.map(({ phase, branches }) => (
          <div key={phase?.id ?? ''} className={css.group}>
            {phase === null ? null : (
              <h2 className={css.phase}>
                <bdi>{calledIn(phase.name, f.language)}</bdi>
              </h2>
            )}
            <Tiles branches={branches} setting={setting} />
          </div>
        ))}
      </div>
    </section>
  )
}

function Tiles({ branches, setting }: { branches: readonly Branch[]; setting: TileSetting }) {
  return (
    <ul className={css.tiles}>
      {branches.map((branch) => (
        <li key={branch.journey.id}>
          <JourneyTile branch={branch} setting={setting} />
        </li>
      ))}
    </ul>
  )
}
