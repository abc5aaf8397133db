// What does not move by itself: the fact, the reason, since when, and the action that helps.
import type { LiveFlow, Stuck } from '@lotse/protocol'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMay } from '../app/member.ts'
import { reasonText } from '../inputs/reasons.ts'
import { ButtonLink } from '../parts/Button.tsx'
import { Card } from '../parts/Card.tsx'
import type { Translate } from '../words/index.ts'
import { useWords } from '../words/use.ts'
import css from './control.module.css'
import { stuckSentence } from './stuck.ts'

/** The card; empty, it says that nothing is stuck. */
export function NeedsYou({ stuck, flows }: { stuck: readonly Stuck[]; flows: readonly LiveFlow[] }) {
  const { t, f } = useWords()
  if (stuck.length === 0)
    return (
      <Card title={t('control.needs.title')}>
        <div className={css.calm}>
          <IconCircleCheck size={18} stroke={1.8} aria-hidden />
          <p>
            <b>{t('control.needs.none')}</b>
            {t('control.needs.noneText')}
          </p>
        </div>
      </Card>
    )
  return (
    <Card title={t('control.needs.title')} note={f.whole(stuck.length)} flush>
      <ul className={css.needs}>
        {stuck.map((one) => (
          <Need key={`${one.kind} ${one.flowId}`} stuck={one} flow={flows.find(({ id }) => id === one.flowId)} />
        ))}
      </ul>
    </Card>
  )
}

const harmful: ReadonlySet<Stuck['kind']> = new Set(['message_dead', 'input_set_aside', 'bucket_unowned'])

const judged: ReadonlySet<Stuck['kind']> = new Set(['events_refused', 'input_set_aside'])

/** Why, in words where there are some; a paused orchestration is named by its sentence. */
function reasonOf(t: Translate, { kind, reason }: Stuck): string | null {
  if (kind === 'flow_paused' || reason === null) return null
  return judged.has(kind) ? reasonText(t, reason) : reason
}

function Need({ stuck, flow }: { stuck: Stuck; flow: LiveFlow | undefined }) {
  const { t, f } = useWords()
  const since = stuck.since === null ? null : t('control.needs.since', { time: f.minute(Date.parse(stuck.since)) })
  const facts = [reasonOf(t, stuck), since].filter((fact) => fact !== null)
  return (
    <li className={css.need} data-harm={harmful.has(stuck.kind)}>
      <IconAlertTriangle size={18} stroke={1.7} aria-hidden />
      <div className={css.words}>
        <b>{stuckSentence(t, f, stuck, flow?.name)}</b>
        {facts.length === 0 ? null : <p>{facts.join(' · ')}</p>}
        <p>{t(`control.needs.help.${stuck.kind}`)}</p>
      </div>
      <NeedAction stuck={stuck} />
    </li>
  )
}

function NeedAction({ stuck }: { stuck: Stuck }) {
  const { t } = useWords()
  const may = useMay()
  switch (stuck.kind) {
    case 'message_dead':
    case 'message_held':
    case 'message_unknown': {
      const state = stuck.kind.slice('message_'.length)
      if (!may('messages.read')) return null
      return (
        <ButtonLink to="/messages" search={{ state }}>
          {t(`control.needs.act.${stuck.kind}`)}
        </ButtonLink>
      )
    }
    case 'input_set_aside':
    case 'events_refused': {
      const show = stuck.kind === 'input_set_aside' ? 'set-aside' : 'refused'
      if (!may('inputs.read')) return null
      return (
        <ButtonLink to="/inputs" search={{ show }}>
          {t(`control.needs.act.${stuck.kind}`)}
        </ButtonLink>
      )
    }
    case 'flow_paused':
      if (stuck.flowId === null) return null
      return (
        <ButtonLink to="/flows/$flowId" params={{ flowId: stuck.flowId }}>
          {t('control.needs.act.flow_paused')}
        </ButtonLink>
      )
    default:
      return null
  }
}
