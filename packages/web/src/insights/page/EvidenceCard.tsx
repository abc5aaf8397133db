// What an insight is known from, with numbers of now, and how well it is known by that. Counts nothing itself.
import type { ShownEvidence } from '@lotse/protocol'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useMay } from '../../app/member.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { StateMark } from '../../parts/Mark.tsx'
import { Since } from '../../parts/Since.tsx'
import { useUndo } from '../../parts/undo.ts'
import { useWords } from '../../words/use.ts'
import { levelTones } from '../work/tones.ts'
import { INSIGHTS } from '../work/use-work.ts'
import { NewEvidence } from './NewEvidence.tsx'
import css from './page.module.css'
import type { Whole } from './queries.ts'

/** The card. */
export function EvidenceCard({ insight }: { insight: Whole }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const { known, department } = insight.work
  const mayWork = useMay()('insights.work', { ownerId: department.id })
  return (
    <Card
      title={t('insightPage.evidence.title')}
      note={<StateMark tone={levelTones[known.level]}>{t(`insightWork.level.${known.level}`)}</StateMark>}
      side={
        mayWork ? (
          <Button onClick={() => setAdding(true)}>
            <IconPlus size={15} stroke={1.8} aria-hidden />
            {t('insightPage.evidence.add')}
          </Button>
        ) : undefined
      }
    >
      {insight.evidence.length === 0 ? (
        <p className="quiet">{t('insightPage.evidence.none')}</p>
      ) : (
        <ul className={css.list}>
          {insight.evidence.map((evidence) => (
            <Piece key={evidence.id} insight={insight.id} evidence={evidence} mayWork={mayWork} />
          ))}
        </ul>
      )}
      {adding ? <NewEvidence insight={insight} close={() => setAdding(false)} /> : null}
    </Card>
  )
}

type PieceGiven = { readonly insight: string; readonly evidence: ShownEvidence; readonly mayWork: boolean }

function Piece({ insight, evidence, mayWork }: PieceGiven) {
  const { t } = useWords()
  const { kind, title, about, link, by, dated } = evidence
  return (
    <li className={css.piece}>
      <div>
        <p>
          <StateMark tone="plain">{t(`insightPage.evidence.kind.${kind}`)}</StateMark>{' '}
          {link === null ? (
            <b>
              <bdi>{title}</bdi>
            </b>
          ) : (
            <a href={link} target="_blank" rel="noreferrer">
              <bdi>{title}</bdi>
            </a>
          )}
        </p>
        {about === '' ? null : (
          <p className={css.about}>
            <bdi>{about}</bdi>
          </p>
        )}
        <p className="quiet">
          <NumberOf evidence={evidence} />
          <Since at={dated} />
          {by === null ? null : (
            <>
              {' · '}
              <bdi>{by}</bdi>
            </>
          )}
          <Age evidence={evidence} />
        </p>
      </div>
      {mayWork ? <Remove insight={insight} evidence={evidence} /> : null}
    </li>
  )
}

/** How much stands behind it: voices, or the answer to its question at this moment. */
function NumberOf({ evidence: { voices, query, number } }: { evidence: ShownEvidence }) {
  const { t, f } = useWords()
  if (query !== null) {
    const days = { count: query.days, days: f.whole(query.days) }
    return (
      <>
        <b>{number === null ? t('insightPage.evidence.noAnswer') : f.whole(number)}</b>{' '}
        {query.of === 'event'
          ? t('insightPage.evidence.ofEvent', { ...days, name: query.name })
          : t(`insightPage.evidence.ofStep.${query.what}`, days)}
        {' · '}
      </>
    )
  }
  if (voices === null) return null
  return <>{t('insightPage.evidence.voices', { count: voices, formatted: f.whole(voices) })} · </>
}

function Age({ evidence: { staleAt } }: { evidence: ShownEvidence }) {
  const { t, f } = useWords()
  if (staleAt === null) return null
  const at = Date.parse(staleAt)
  const old = at <= Date.now()
  return <> · {t(old ? 'insightPage.evidence.stale' : 'insightPage.evidence.until', { date: f.date(at) })}</>
}

/** Puts it aside, with the way back. */
function Remove({ insight, evidence: { id: evidence, title } }: Omit<PieceGiven, 'mayWork'>) {
  const { t } = useWords()
  const client = useQueryClient()
  const { offerUndo, sayFailure } = useUndo()
  const [busy, setBusy] = useState(false)
  const params = { id: insight, evidence }
  const fresh = () => client.invalidateQueries({ queryKey: [INSIGHTS] })
  const remove = async () => {
    setBusy(true)
    try {
      await call('removeEvidence', { params })
      offerUndo(t('insightPage.evidence.removed', { title }), () => call('restoreEvidence', { params }).finally(fresh))
      await fresh()
    } catch (failure) {
      sayFailure(failure)
      setBusy(false)
    }
  }
  return (
    <Button
      kind="quiet"
      busy={busy}
      aria-label={t('insightPage.evidence.removeThis', { title })}
      onClick={() => void remove()}
    >
      {t('insightPage.evidence.remove')}
    </Button>
  )
}
