// Mission Control: what happens at this moment, live, as one picture. Arranges its parts; the figures come from the server as they are.
import type { LiveSnapshot, MotionSpan } from '@lotse/protocol'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useWorkspace } from '../live/use.ts'
import type { Workspace } from '../live/workspace.ts'
import { Choices } from '../parts/Choices.tsx'
import { LiveMark, LiveNotice } from '../parts/Connection.tsx'
import { StateMark } from '../parts/Mark.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Loading } from '../parts/states.tsx'
import { useWords } from '../words/use.ts'
import css from './control.module.css'
import { Decisions } from './Decisions.tsx'
import { Figures } from './Figures.tsx'
import { FlowBoard } from './FlowBoard.tsx'
import { Incidents } from './Incidents.tsx'
import { motionQuery, spans } from './motion-query.ts'
import { NeedsYou } from './NeedsYou.tsx'
import { Picture } from './picture/Picture.tsx'

const route = getRouteApi('/shell/control')

/** The screen. */
export function MissionControl() {
  const { t } = useWords()
  const { history, connection } = useWorkspace()
  const { now } = history
  return (
    <Page
      title={t('control.title')}
      beside={
        <>
          {now === null ? null : <Calm now={now} />}
          <LiveMark connection={connection} />
        </>
      }
      actions={<Views />}
    >
      <LiveNotice connection={connection} />
      {now === null ? <Loading /> : <Board now={now} connection={connection} />}
    </Page>
  )
}

/** In one glance: all well, or how many things are not. */
function Calm({ now }: { now: LiveSnapshot }) {
  const { t, f } = useWords()
  const count = now.stuck.length + now.incidents.length
  return count === 0 ? (
    <StateMark tone="proof">{t('motion.calm')}</StateMark>
  ) : (
    <StateMark tone="attention">{t('motion.needs', { count, formatted: f.whole(count) })}</StateMark>
  )
}

function Views() {
  const { t } = useWords()
  const { span = 'now', as = 'picture' } = route.useSearch()
  const navigate = route.useNavigate()
  const chooseSpan = (chosen: MotionSpan) =>
    void navigate({ search: (before) => ({ ...before, span: chosen === 'now' ? undefined : chosen }) })
  const chooseForm = (chosen: 'picture' | 'table') =>
    void navigate({ search: (before) => ({ ...before, as: chosen === 'picture' ? undefined : chosen }) })
  return (
    <>
      <Choices
        label={t('motion.span.label')}
        choices={spans.map((value) => ({ value, label: t(`motion.span.${value}`) }))}
        chosen={span}
        choose={chooseSpan}
      />
      <div className={css.forms}>
        <Choices
          label={t('motion.form.label')}
          choices={(['picture', 'table'] as const).map((value) => ({ value, label: t(`motion.form.${value}`) }))}
          chosen={as}
          choose={chooseForm}
        />
      </div>
    </>
  )
}

function Board({ now, connection }: { now: LiveSnapshot; connection: Workspace['connection'] }) {
  const { span = 'now', as = 'picture' } = route.useSearch()
  const motion = useQuery(motionQuery(span))
  return (
    <>
      <Incidents now={now} connection={connection} />
      <Answer query={motion}>
        {(answer) => (
          <>
            <Figures motion={answer} now={now} />
            <Picture motion={answer} now={now} asTable={as === 'table'} />
          </>
        )}
      </Answer>
      <div className={css.columns}>
        <NeedsYou stuck={now.stuck} flows={now.flows} />
        <Decisions now={now} />
      </div>
      <FlowBoard flows={now.flows} />
    </>
  )
}
