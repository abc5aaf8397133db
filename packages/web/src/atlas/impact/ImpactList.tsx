// The layers as a list: journeys with their steps and who is there now, then layer by layer everything else, and the teams.
import { Link } from '@tanstack/react-router'
import { KindIcon } from '../../canvas/KindIcon.tsx'
import { useOwnerName } from '../../owners/use-units.ts'
import { Card } from '../../parts/Card.tsx'
import { useWords } from '../../words/use.ts'
import { calledIn } from '../called.ts'
import { whereOf } from '../where.ts'
import { HereNow } from './ImpactPicture.tsx'
import css from './impact.module.css'
import { type Impact, type LayerNode, type TouchedJourney, tierOf, tiers } from './impact.ts'

/** The list. @param root - what is looked at. */
export function ImpactList({ impact, root }: { impact: Impact; root: string }) {
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
      {tiers.map((tier) => {
        const own = others.filter(({ kind }) => tierOf(kind) === tier)
        return own.length === 0 ? null : (
          <Card key={tier} title={t(`impact.tier.${tier}`)} note={f.whole(own.length)}>
            <Records records={own} nodes={impact.nodes} />
          </Card>
        )
      })}
      <Teams teams={impact.teams} />
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
          {node.here === null ? null : <HereNow here={node.here} />}
        </li>
      ))}
    </ul>
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
            <bdi>{ownerName(ownerId)}</bdi>
            <span className="quiet">{t('impact.owns', { count, formatted: f.whole(count) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
