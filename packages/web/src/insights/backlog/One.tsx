// The insight that is decided about now: what it says, how it was weighed, and the decisions as buttons and keys. Decides nothing by itself.
import { type Verdict, verdicts, type WorkedInsight } from '@lotse/protocol'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChoiceMark } from '../../atlas/ChoiceMark.tsx'
import { nameIn } from '../../canvas/texts.ts'
import { Button, ButtonLink } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Keys } from '../../parts/Keys.tsx'
import { useCommands } from '../../shell/use-commands.ts'
import { useWords } from '../../words/use.ts'
import { insightQuery } from '../page/queries.ts'
import css from './backlog.module.css'
import { Facts } from './Facts.tsx'
import type { useDeciding } from './use-deciding.ts'

/** Where it stands among those that wait. */
type Place = { readonly at: number; readonly of: number; readonly last: boolean }

type Given = {
  readonly insight: WorkedInsight
  readonly place: Place
  readonly go: (to: number) => void
  readonly deciding: ReturnType<typeof useDeciding>
}

const KEYS: Readonly<Record<Verdict, string>> = { accept: 'a', defer: 'd', reject: 'r' }

/** The card. */
export function One({ insight, place, go, deciding }: Given) {
  const { t, f } = useWords()
  const navigate = useNavigate()
  const name = nameIn(insight, f.language) || t('library.unnamed')
  const { data: whole } = useQuery(insightQuery(insight.id))
  const steps = verdicts.filter((verdict) => whole?.steps.includes(verdict))
  const { decide, busy } = deciding
  // What is decided about is what is seen: the newest of both answers.
  const version = Math.max(insight.work.version, whole?.work.version ?? 0)
  const act = (verdict: Verdict) => decide(verdict, { id: insight.id, version, name })
  const open = { to: '/insights/$insightId', params: { insightId: insight.id } } as const
  useCommands([
    ...steps.map((verdict) => ({
      id: `insight.${verdict}`,
      label: t(`insightWork.step.${verdict}`),
      group: 'here' as const,
      keys: KEYS[verdict],
      run: () => act(verdict),
    })),
    { id: 'insight.next', label: t('insightDeciding.next'), group: 'here', keys: 'j', run: () => go(place.at + 1) },
    { id: 'insight.before', label: t('insightDeciding.before'), group: 'here', keys: 'k', run: () => go(place.at - 1) },
    { id: 'insight.open', label: t('insightDeciding.open'), group: 'here', keys: 'o', run: () => void navigate(open) },
  ])
  return (
    <Card
      title={<bdi>{name}</bdi>}
      note={t('insightDeciding.at', { at: f.whole(place.at + 1), of: f.whole(place.of) })}
      side={<ChoiceMark record={insight} field="sort" />}
    >
      <div className="stack">
        <Facts insight={insight} />
        {whole === undefined ? null : (
          <Decisions steps={steps} busy={busy} act={act} unit={insight.work.department.id} />
        )}
        <div className={css.going}>
          <Button aria-label={t('insightDeciding.before')} disabled={place.at === 0} onClick={() => go(place.at - 1)}>
            <IconArrowLeft size={16} stroke={1.8} aria-hidden />
          </Button>
          <Button aria-label={t('insightDeciding.next')} disabled={place.last} onClick={() => go(place.at + 1)}>
            <IconArrowRight size={16} stroke={1.8} aria-hidden />
          </Button>
          <ButtonLink {...open}>
            {t('insightDeciding.open')} <Keys keys="o" />
          </ButtonLink>
        </div>
      </div>
    </Card>
  )
}

type DecisionsGiven = {
  readonly steps: readonly Verdict[]
  readonly busy: boolean
  readonly act: (verdict: Verdict) => void
  readonly unit: string | null
}

/** The buttons; who decides instead, where the reader does not. */
function Decisions({ steps, busy, act, unit }: DecisionsGiven) {
  const { t } = useWords()
  if (steps.length === 0)
    return (
      <p className="quiet">
        {unit === null
          ? t('insightDeciding.noDepartment')
          : t('insightDeciding.notYours', { why: t('insightDeciding.notYoursRole') })}
      </p>
    )
  return (
    <div className={css.verdicts}>
      {steps.map((verdict) => (
        <Button
          key={verdict}
          kind={verdict === 'accept' ? 'primary' : 'plain'}
          busy={busy}
          onClick={() => act(verdict)}
        >
          {t(`insightWork.step.${verdict}`)} <Keys keys={KEYS[verdict]} />
        </Button>
      ))}
    </div>
  )
}
