// A journey in the picture of the atlas: what it is called, who is on it now, how far it is worked out, whose it is, what hangs under it.
import type { AtlasJourney } from '@lotse/protocol'
import { Link } from '@tanstack/react-router'
import { useOwnerName } from '../../owners/use-units.ts'
import { LiveNumber } from '../../parts/LiveNumber.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { lastedText } from '../../reality/lasted.ts'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { type Branch, coverageKinds, coverageOf, healthOf, isStale } from './outline.ts'
import css from './overview.module.css'

/** What holds for all tiles. `shown`: what stands out; the rest steps back but stays where it is. */
export type TileSetting = {
  readonly shown: (journey: AtlasJourney) => boolean
  readonly now: number
  /** Figures are of one segment. */
  readonly apart: boolean
}

type Given = { readonly branch: Branch; readonly setting: TileSetting; readonly head?: boolean }

/** The tile. @param head - the journey that others hang under: wide. */
export function JourneyTile({ branch: { journey, parts }, setting, head = false }: Given) {
  const ownerName = useOwnerName()
  const { t } = useWords()
  const owner = ownerName(journey.ownerId)
  return (
    <article className={css.tile} data-head={head} data-back={!setting.shown(journey)}>
      <div className={css.top}>
        <Name journey={journey} />
        <Live live={journey.live} apart={setting.apart} />
      </div>
      <Worked journey={journey} />
      <Effort live={journey.live} />
      <p className={css.foot}>
        <span>{owner === null ? t('atlas.ofNobody') : <bdi>{owner}</bdi>}</span>
        <Since at={journey.touchedAt} />
        {isStale(journey.touchedAt, setting.now) ? <StateMark tone="attention">{t('journeys.stale')}</StateMark> : null}
      </p>
      {parts.length === 0 ? null : <Parts parts={parts} setting={setting} />}
    </article>
  )
}

function Name({ journey: { id, name, state } }: { journey: AtlasJourney }) {
  const { t, f } = useWords()
  return (
    <span className={css.name}>
      <Link to="/journeys/$journeyId" params={{ journeyId: id }}>
        <bdi>{calledIn(name, f.language) || t('journeys.unnamed')}</bdi>
      </Link>
      {state === 'toBe' ? <StateMark tone="info">{t('journeys.states.toBe')}</StateMark> : null}
    </span>
  )
}

/** Who is there now, and how well they keep to what was designed. */
function Live({ live, apart }: { live: AtlasJourney['live']; apart: boolean }) {
  const { t, f } = useWords()
  if (live === null) return <span className={css.unmeasured}>{t(apart ? 'atlas.notApart' : 'atlas.unmeasured')}</span>
  const health = healthOf(live)
  return (
    <span className={css.live} data-health={health}>
      <b title={t('atlas.here')}>
        <LiveNumber value={f.whole(live.here)} />
        <span className="visually-hidden"> {t('atlas.here')}</span>
      </b>
      <span>
        {live.fitness === null ? t('atlas.noRuns') : t(`atlas.health.${health}`, { fitness: f.share(live.fitness) })}
      </span>
    </span>
  )
}

/** How long it takes customers to come through, and how often they must come: what tells simple journeys from complex ones. */
function Effort({ live }: { live: AtlasJourney['live'] }) {
  const { t, f } = useWords()
  if (live === null || live.medianMs === null || live.contacts === null) return null
  return (
    <p className={css.effort}>
      {t('atlas.effort', { time: lastedText(live.medianMs, { t, f }), contacts: f.number(live.contacts) })}
    </p>
  )
}

function Worked({ journey }: { journey: AtlasJourney }) {
  const { t, f } = useWords()
  return (
    <ul className={css.worked}>
      {coverageKinds.map((kind) => {
        const { done, of, share } = coverageOf([journey], kind)
        const words = t(`atlas.coverageOf.${kind}`, { done: f.whole(done), of: f.whole(of) })
        return (
          <li key={kind} title={words}>
            <span className="visually-hidden">{words}</span>
            <span aria-hidden>{t(`atlas.short.${kind}`)}</span>
            <span className={css.track} aria-hidden>
              <span style={{ width: `${(share ?? 0) * 100}%` }} data-whole={share === 1} />
            </span>
            <span className={css.share} aria-hidden>
              {share === null ? '–' : f.share(share)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** What hangs under it, as deep as it goes. */
function Parts({ parts, setting }: { parts: readonly Branch[]; setting: TileSetting }) {
  const { t, f } = useWords()
  return (
    <ul className={css.parts} aria-label={t('atlas.parts')}>
      {parts.map(({ journey, parts: deeper }) => (
        <li key={journey.id} data-back={!setting.shown(journey)}>
          <Name journey={journey} />
          {journey.ofStep === null ? null : (
            <span className={css.step}>
              {t('atlas.ofStep')} <bdi>{calledIn(journey.ofStep.name, f.language) || t('map.unnamedStep')}</bdi>
            </span>
          )}
          {deeper.length === 0 ? null : <Parts parts={deeper} setting={setting} />}
        </li>
      ))}
    </ul>
  )
}
