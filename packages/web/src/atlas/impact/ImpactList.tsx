// The layers as a list: journeys with their steps and who is there now, then layer by layer everything else, and the teams.
import type { LayerInsight, TiedFlow } from '@lotse/protocol'
import { IconRoute } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { useOwnerName } from '../../owners/use-units.ts'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import insightCss from '../insights/insights.module.css'
import { OnLayer } from '../insights/OnLayer.tsx'
import { whereOf } from '../where.ts'
import { HereNow } from './ImpactPicture.tsx'
import css from './impact.module.css'
import { type Impact, type LayerNode, type TouchedJourney, tierOf, tiers } from './impact.ts'

type ListGiven = {
  readonly impact: Impact
  readonly insights: readonly LayerInsight[]
  readonly root: string
  readonly flows: readonly TiedFlow[]
}

/** The list. @param root - what is looked at; `flows`: what listens to it. */
export function ImpactList({ impact, insights, root, flows }: ListGiven) {
  const { t, f } = useWords()
  const others = impact.nodes.filter(({ id, kind }) => id !== root && kind !== 'step' && kind !== 'journey')
  return (
    <div className={css.cards}>
      {impact.journeys.length === 0 ? null : (
        <Card title={t('journeys.title')} note={f.whole(impact.journeys.length)}>
          {impact.journeys.map((journey) => (
            <OneJourney key={journey.id} journey={journey} nodes={impact.nodes} />
          ))}
        </Card>
      )}
      <Flows flows={flows} />
      <Teams teams={impact.teams} />
      {tiers.map((tier) => {
        const own = others.filter(({ kind }) => tierOf(kind) === tier)
        return own.length === 0 ? null : (
          <Card key={tier} title={t(`impact.tier.${tier}`)} note={f.whole(own.length)}>
            <Records records={own} nodes={impact.nodes} />
          </Card>
        )
      })}
      {insights.length === 0 ? null : (
        <Card title={t('insights.band')} note={f.whole(insights.length)}>
          <ul className={insightCss.list}>
            {insights.map((insight) => (
              <OnLayer key={insight.id} insight={insight} language={f.language} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

function OneJourney({ journey, nodes }: { journey: TouchedJourney; nodes: readonly LayerNode[] }) {
  const { t, f } = useWords()
  const owner = useOwnerName()(journey.ownerId)
  return (
    <section className={css.journey}>
      <h3>
        <Link to="/journeys/$journeyId" params={{ journeyId: journey.id }}>
          <bdi>{calledIn(journey.name, f.language) || t('journeys.unnamed')}</bdi>
        </Link>
        {owner === null ? null : (
          <span className="quiet">
            <bdi>{owner}</bdi>
          </span>
        )}
      </h3>
      <Records records={journey.steps} nodes={nodes} />
    </section>
  )
}

function Records({ records, nodes }: { records: readonly LayerNode[]; nodes: readonly LayerNode[] }) {
  const { t, f } = useWords()
  const nameOf = (id: string | null) => calledIn(nodes.find((node) => node.id === id)?.name ?? null, f.language)
  return (
    <ul className={css.records}>
      {records.map((node) => (
        <li key={node.id}>
          <KindIcon kind={node.kind} size={15} />
          <span>
            <Link {...whereOf(node)}>
              <bdi>{calledIn(node.name, f.language) || t('library.unnamed')}</bdi>
            </Link>{' '}
            <span className="quiet">
              <bdi>{t('impact.through', { name: nameOf(node.through) })}</bdi>
            </span>
          </span>
          {node.here === null || node.journey === null ? null : (
            <Link
              to="/journeys/$journeyId"
              params={{ journeyId: node.journey }}
              search={{ real: 'on', behind: `here.${node.id}` }}
            >
              <HereNow here={node.here} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Flows that listen to events, or send messages, that are met there. */
function Flows({ flows }: { flows: readonly TiedFlow[] }) {
  const { t, f } = useWords()
  if (flows.length === 0) return null
  return (
    <Card title={t('impact.flows')} note={f.whole(flows.length)}>
      <ul className={css.records}>
        {flows.map(({ id, name, status, ties }) => (
          <li key={id}>
            <IconRoute size={15} stroke={1.7} aria-hidden />
            <span>
              <Link to="/flows/$flowId" params={{ flowId: id }}>
                <bdi>{name}</bdi>
              </Link>{' '}
              {status === 'paused' ? <StateMark tone="attention">{t('impact.paused')}</StateMark> : null}{' '}
              <span className="quiet">
                {[...new Set(ties.map(({ as, event }) => t(`impact.tie.${as}`, { event: event ?? '' })))].join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Teams({ teams }: { teams: Impact['teams'] }) {
  const { t, f } = useWords()
  const ownerName = useOwnerName()
  if (teams.length === 0) return null
  return (
    <Card title={t('impact.teams')} note={f.whole(teams.length)}>
      <ul className={css.records}>
        {teams.map(({ ownerId, count }) => (
          <li key={ownerId}>
            <Link to="/journeys/matrix" search={{ of: 'owner.journey', owner: ownerId }}>
              <bdi>{ownerName(ownerId)}</bdi>
            </Link>
            <span className="quiet">{t('impact.owns', { count, formatted: f.whole(count) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
